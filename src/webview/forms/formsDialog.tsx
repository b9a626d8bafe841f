import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { decodeFormRight, exportTitle, formMap } from "../../core/access/rights";
import type { GridForms } from "../../editors/protocol";
import { FormsRow } from "./formsRow";
import { formChanges } from "./formPreview";
import type { FormCells } from "./formPreview";
import { instrumentsOf, neededFor, PARTS, settable, rightAfter, withPart } from "./formModel";
import type { FormPart, FormChoice, FormChoices } from "./formModel";
import { place } from "../parts/popup";
import type { Anchor } from "../parts/popup";
import { shown } from "../../core/text/displayText";
import { own } from "../../core/own";
import { message, verbatim } from "../../core/text/message";
import { text } from "../language";

interface FormsDialogProps {
  readonly title: string;
  readonly forms: GridForms;
  /** The cells to begin with. */
  readonly first: FormCells;
  /** The cells of everybody who is set. */
  readonly all: readonly FormCells[];
  readonly anchor: Anchor;
  readonly commit: (choices: FormChoices) => void;
  readonly close: () => void;
}

/** Lines for the changes that are named before they are set; where they are more, the last line counts the rest. */
const PREVIEWED = 6;

/** Rights on each instrument: one row each, and one for all of them. What nobody touches stays as it is. */
export function FormsDialog({ title, forms, first, all: everybody, anchor, commit, close }: FormsDialogProps) {
  const { rights, exports } = first;
  const dialog = useRef<HTMLDialogElement>(null);
  const [choices, setChoices] = useState<FormChoices>({});
  /** What the last click for all did not set, and why. */
  const [left, setLeft] = useState("");
  useLayoutEffect(() => {
    const box = dialog.current;
    if (!box || box.open) return;
    box.showModal();
    place(box, anchor);
    box.querySelector<HTMLElement>("tbody input, tbody select")?.focus();
  }, []);
  const instruments = instrumentsOf(forms, rights ?? "", exports ?? "");
  const [codes, levels] = [formMap(rights), formMap(exports)];
  const parts = rights === undefined ? [] : forms.encoding === "bits" ? PARTS : PARTS.slice(0, 3);
  const heads: Readonly<Record<FormPart, string>> = {
    view: text(message("View")),
    edit: text(message("Edit")),
    editSurvey: text(message("Edit survey responses")),
    delete: text(message("Delete")),
  };
  const rows = instruments.map(({ name, label }) => {
    const code = codes.get(name) ?? "";
    const choice = own(choices, name) ?? {};
    const { odd } = decodeFormRight(code);
    const touched = PARTS.some((part) => choice[part] !== undefined);
    return {
      name,
      label: shown(label || name),
      note: rights !== undefined && odd && !touched ? text(message("unusual code {code}", { code: shown(code) })) : "",
      on: rightAfter(code, choice),
      level: choice.export ?? levels.get(name) ?? "",
    };
  });
  const choose = (names: readonly string[], next: (choice: FormChoice, name: string) => FormChoice) =>
    setChoices((before) => ({
      ...before,
      ...Object.fromEntries(names.map((name) => [name, next(own(before, name) ?? {}, name)])),
    }));
  const codeOf = (name: string) => codes.get(name) ?? "";
  const setPart = (names: readonly string[], part: FormPart, on: boolean) =>
    choose(names, (choice, name) => withPart(choice, part, on, rightAfter(codeOf(name), choice)));
  const common = new Set(rows.map(({ level }) => level));
  const all = (part: FormPart) => {
    const on = rows.filter((row) => row.on[part]).length;
    return on === 0 ? false : on === rows.length ? true : undefined;
  };
  // One click for all gives nobody what was not ticked: instruments without what the right needs stay as they are.
  const setAll = (part: FormPart) => {
    const able = settable(rows, part);
    const on = able.some((row) => !row.on[part]);
    const named = (on ? able : rows.filter((row) => row.on[part])).map(({ name }) => name);
    setPart(named, part, on);
    const need = neededFor(part);
    const left = rows.length - able.length;
    setLeft(
      on && need && left > 0
        ? text(
            message("Instruments left as they are, without the right {right}: {count}.", {
              count: left,
              right: heads[need],
            }),
          )
        : "",
    );
  };
  const label = (name: string) => rows.find((row) => row.name === name)?.label ?? shown(name);
  const changes = formChanges(everybody, choices, forms, label, text(message("Export")));
  const named = changes.length > PREVIEWED ? PREVIEWED - 1 : PREVIEWED;
  return (
    <dialog ref={dialog} class="popup forms" aria-label={title} onKeyDown={arrows} onClose={close}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          // Closing gives the focus back to where it was; unmounting alone would lose it.
          dialog.current?.close();
          commit(choices);
        }}
      >
        <h2>{title}</h2>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{text(message("Instrument"))}</th>
                {parts.map((part) => (
                  <th scope="col">{heads[part]}</th>
                ))}
                {exports !== undefined && <th scope="col">{text(message("Export"))}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.length > 1 && (
                <FormsRow
                  all
                  label={text(message("All instruments"))}
                  heads={heads}
                  parts={parts}
                  on={(part) => all(part)}
                  exportLabel={text(message("Export"))}
                  level={exports === undefined ? undefined : common.size === 1 ? ([...common][0] ?? "") : ""}
                  blank={text(message("mixed"))}
                  refused={(part) => {
                    const need = neededFor(part);
                    const none = need && settable(rows, part).length === 0;
                    return none && all(part) === false
                      ? text(message("Tick {right} first: no instrument has it.", { right: heads[need] }))
                      : undefined;
                  }}
                  setPart={setAll}
                  setLevel={(level) =>
                    choose(
                      rows.map(({ name }) => name),
                      (choice) => ({ ...choice, export: level }),
                    )
                  }
                />
              )}
              {rows.map((row) => (
                <FormsRow
                  key={row.name}
                  label={row.label}
                  note={row.note}
                  heads={heads}
                  parts={parts}
                  on={(part) => row.on[part] ?? false}
                  exportLabel={text(message("Export"))}
                  level={exports === undefined ? undefined : row.level}
                  blank={text(exportTitle(row.level))}
                  setPart={(part, on) => setPart([row.name], part, on)}
                  setLevel={(level) => choose([row.name], (choice) => ({ ...choice, export: level }))}
                />
              ))}
            </tbody>
          </table>
        </div>
        <div class="preview" role="status">
          {Object.keys(choices).length > 0 && (
            <>
              <p>{changes.length === 0 ? text(message("Nothing will change.")) : text(message("This will change:"))}</p>
              <ul>
                {changes.slice(0, named).map(({ words, people }) => (
                  <li>
                    {everybody.length > 1
                      ? text(
                          message("{change} (for {some} of {all})", {
                            change: verbatim(words),
                            some: people,
                            all: everybody.length,
                          }),
                        )
                      : words}
                  </li>
                ))}
                {changes.length > named && (
                  <li>{text(message("… and {count} more", { count: changes.length - named }))}</li>
                )}
              </ul>
              {left && <p>{left}</p>}
            </>
          )}
        </div>
        <div class="buttons">
          <button type="submit" class="primary" disabled={changes.length === 0}>
            {text(message("Set"))}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {text(message("Cancel"))}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** Up and down go to the same right of the next instrument; in a list of levels they choose, as ever. */
function arrows(event: KeyboardEvent): void {
  event.stopPropagation();
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const row = input.closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  const at = [...(row?.querySelectorAll("input") ?? [])].indexOf(input);
  event.preventDefault();
  next?.querySelectorAll("input")[at]?.focus();
}
