import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { decodeFormRight, exportTitle, formMap } from "../../core/access/rights";
import type { GridForms, Strings } from "../../editors/protocol";
import { FormsRow } from "./formsRow";
import { instrumentsOf, PARTS, wished, withPart } from "./formModel";
import type { FormPart, FormWish, FormWishes } from "./formModel";
import { place } from "../parts/popup";
import type { Anchor } from "../parts/popup";
import { fill } from "../store";
import { shown } from "../../core/text/displayText";
import { own } from "../../core/own";

interface FormsDialogProps {
  readonly title: string;
  readonly forms: GridForms;
  /** The cells to begin with; undefined where the table has no such column. */
  readonly rights: string | undefined;
  readonly exports: string | undefined;
  readonly strings: Strings;
  readonly anchor: Anchor;
  readonly commit: (wishes: FormWishes) => void;
  readonly close: () => void;
}

/** Rights on each instrument: one row each, and one for all of them. What nobody touches stays as it is. */
export function FormsDialog({ title, forms, rights, exports, strings, anchor, commit, close }: FormsDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wishes, setWishes] = useState<FormWishes>({});
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
    view: strings.view,
    edit: strings.edit,
    editSurvey: strings.survey,
    delete: strings.delete,
  };
  const rows = instruments.map(({ name, label }) => {
    const code = codes.get(name) ?? "";
    const wish = own(wishes, name) ?? {};
    const { odd } = decodeFormRight(code);
    const touched = PARTS.some((part) => wish[part] !== undefined);
    return {
      name,
      label: shown(label || name),
      note: rights !== undefined && odd && !touched ? fill(strings.unusual, shown(code)) : "",
      on: wished(code, wish),
      level: wish.export ?? levels.get(name) ?? "",
    };
  });
  const wishFor = (names: readonly string[], next: (wish: FormWish) => FormWish) =>
    setWishes((before) => ({
      ...before,
      ...Object.fromEntries(names.map((name) => [name, next(own(before, name) ?? {})])),
    }));
  const every = instruments.map(({ name }) => name);
  const common = new Set(rows.map(({ level }) => level));
  const all = (part: FormPart) => {
    const on = rows.filter((row) => row.on[part]).length;
    return on === 0 ? false : on === rows.length ? true : undefined;
  };
  return (
    <dialog ref={dialog} class="popup forms" aria-label={title} onKeyDown={arrows} onClose={close}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          // Closing gives the focus back to where it was; unmounting alone would lose it.
          dialog.current?.close();
          commit(wishes);
        }}
      >
        <h2>{title}</h2>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{strings.instrument}</th>
                {parts.map((part) => (
                  <th scope="col">{heads[part]}</th>
                ))}
                {exports !== undefined && <th scope="col">{strings.export}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.length > 1 && (
                <FormsRow
                  all
                  label={strings.setAll}
                  heads={heads}
                  parts={parts}
                  on={(part) => all(part)}
                  exportLabel={strings.export}
                  level={exports === undefined ? undefined : common.size === 1 ? ([...common][0] ?? "") : ""}
                  blank={strings.mixed}
                  setPart={(part, on) => wishFor(every, (wish) => withPart(wish, part, on))}
                  setLevel={(level) => wishFor(every, (wish) => ({ ...wish, export: level }))}
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
                  exportLabel={strings.export}
                  level={exports === undefined ? undefined : row.level}
                  blank={exportTitle(row.level)}
                  setPart={(part, on) => wishFor([row.name], (wish) => withPart(wish, part, on))}
                  setLevel={(level) => wishFor([row.name], (wish) => ({ ...wish, export: level }))}
                />
              ))}
            </tbody>
          </table>
        </div>
        <div class="buttons">
          <button type="submit" class="primary" disabled={Object.keys(wishes).length === 0}>
            {strings.take}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {strings.cancel}
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
