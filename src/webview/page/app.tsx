import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CellChange, GridRow, RowAction } from "../../editors/protocol";
import { Banner, Notice } from "../bars/banner";
import { Footer } from "../bars/footer";
import { oncePerFrame } from "../frames";
import { headingKey } from "../grid/groups";
import type { Paste } from "../grid/clipboard";
import { cellEdits } from "../grid/editing";
import type { ColumnEdit } from "../grid/editing";
import { Grid } from "../grid/grid";
import { asView, connect, loadView, requestSnapshot, saveView, sendAction, sendEdit, sendRows } from "./host";
import { Matrix } from "../matrix/matrix";
import { NOTHING } from "../grid/selection";
import type { Selection } from "../grid/selection";
import { received } from "../store";
import type { Shown } from "../store";
import { Toolbar } from "../bars/toolbar";
import { INITIAL_VIEW, visibleRows } from "../grid/visibleRows";
import type { ViewState } from "../grid/visibleRows";
import { message, plural, verbatim } from "../../core/text/message";
import { text } from "../language";
import { DRAFT_TEXTS } from "../draftTexts";

export function App() {
  const [shown, setShown] = useState<Shown>();
  const [view, setView] = useState<ViewState>(() => loadView() ?? INITIAL_VIEW);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [reveal, setReveal] = useState<string>();
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState("");
  const latest = useRef<Shown | undefined>(undefined);

  const changeView = useCallback((part: Partial<ViewState>) => {
    setView((before) => {
      const next = { ...before, ...part };
      saveView(next);
      return next;
    });
  }, []);

  useEffect(() => {
    const show = oncePerFrame(() => setShown(latest.current), requestAnimationFrame);
    connect((message) => {
      if (message.type === "reveal") {
        const { group, grouped, key } = message;
        if (grouped !== undefined) changeView({ grouped });
        setReveal(key ?? (group === undefined ? undefined : headingKey(group)));
        if (key !== undefined) setSelection({ keys: new Set([key]), anchor: key });
        return;
      }
      const next = received(latest.current, message);
      if (next === "gap") return requestSnapshot();
      const kept = message.type === "snapshot" && !latest.current && !loadView() ? asView(message.view) : undefined;
      if (kept) setView(kept);
      latest.current = next;
      show();
    });
  }, []);

  const content = shown?.content;
  // Whoever opens a grid is in it: the first cell needs no Tab.
  const isThere = content !== undefined;
  useEffect(() => {
    if (!isThere) return;
    const enter = () => {
      if (document.hasFocus() && document.activeElement === document.body) toGrid();
    };
    enter();
    window.addEventListener("focus", enter);
    return () => window.removeEventListener("focus", enter);
  }, [isThere]);
  const visible = useMemo(() => (content ? visibleRows(content, view) : []), [content, view]);
  const rows = useMemo(() => rowsAt(content?.rows ?? [], visible), [visible, content]);
  const selected = useMemo(
    () => (selection.keys.size === 0 ? [] : rows.filter(({ key }) => selection.keys.has(key))),
    [rows, selection],
  );
  // A row that is to be looked at must not be hidden by what somebody filtered for last week.
  useEffect(() => {
    if (reveal === undefined || !content?.rows.some(({ key }) => key === reveal)) return;
    if (!visible.some((index) => content.rows[index]?.key === reveal))
      changeView({ filter: "", onlyChanged: false, columns: {}, matrix: false });
    else if (view.matrix) changeView({ matrix: false });
  }, [reveal, content, visible]);
  if (!shown || !content) return <p class="waiting" role="status" />;

  const tell = (problems: string | undefined, words: string) => {
    setProblem(problems ?? "");
    setSaid(problems === undefined ? words : "");
  };
  const edit = async (changes: readonly CellChange[], words: string, leftOut: number) => {
    const failed = changes.length > 0 ? await sendEdit(changes) : undefined;
    tell(
      failed ??
        (leftOut > 0
          ? text(
              plural(leftOut, {
                one: "{count} of them cannot be edited and was left out.",
                other: "{count} of them cannot be edited and were left out.",
              }),
            )
          : undefined),
      words,
    );
  };
  const setCells = async (about: readonly GridRow[], wanted: readonly ColumnEdit[], words: string) => {
    // A task of its own: for ten thousand rows the one of the key or click would keep the grid from answering.
    await new Promise((resume) => setTimeout(resume));
    const { changes, leftOut } = cellEdits(about, content.columns, wanted);
    await edit(changes, text(message("{what}, changed", { what: verbatim(words) })), leftOut);
  };
  const paste = ({ changes, leftOut, refused }: Paste) => {
    if (refused)
      tell(
        text(
          message('Nothing was pasted: "{value}" is not possible in {column}.', {
            value: refused.text,
            column: refused.column,
          }),
        ),
        "",
      );
    else
      void edit(
        changes,
        text(plural(changes.length, { one: "{count} cell pasted.", other: "{count} cells pasted." })),
        leftOut,
      );
  };
  // Buttons go with what they were for: the keyboard goes back to the rows.
  const act = (what: RowAction, keys: readonly string[]) => {
    if (what === "remove" || what === "restore") toGrid();
    void sendRows(what, keys).then((failed) => tell(failed, ""));
  };
  const selectKeys = (keys: readonly string[], words: string) => {
    setSelection({ keys: new Set(keys), anchor: keys[0] });
    setReveal(keys[0]);
    setSaid(words);
  };
  return (
    <>
      <h1 class="hidden">{text(DRAFT_TEXTS[content.draft].grid(content.status.project))}</h1>
      <Banner
        status={content.status}
        run={(action) => void sendAction(action).then((failed) => tell(failed, ""))}
        settle={(what) =>
          act(
            what,
            content.rows.filter(({ conflicts }) => conflicts).map(({ key }) => key),
          )
        }
      />
      <Toolbar {...{ content, view, changeView, selectKeys, act }} />
      {problem && <Notice text={problem} closeLabel={text(message("Close"))} close={() => setProblem("")} />}
      {view.matrix && content.matrix ? (
        <Matrix {...{ content }} roles={selected.length > 1 ? selected : rows} />
      ) : (
        <Grid
          {...{ content, shown: rows, view, changeView, selection, paste, reveal }}
          setCells={(...wanted) => void setCells(...wanted)}
          select={setSelection}
          revealed={() => setReveal(undefined)}
          say={(words) => tell(words, "")}
        />
      )}
      <Footer
        {...{ content, selected, act }}
        setCells={(...wanted) => void setCells(...wanted)}
        shownCount={visible.length}
        clear={() => {
          toGrid();
          setSelection(NOTHING);
        }}
      />
      <div class="hidden" role="status" aria-live="polite">
        {said}
      </div>
    </>
  );
}

function toGrid(): void {
  document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
}

/** In a loop: this is done at every edit, for ten thousand rows too. */
function rowsAt(rows: readonly GridRow[], places: readonly number[]): readonly GridRow[] {
  const found: GridRow[] = [];
  for (const place of places) {
    const row = rows[place];
    if (row) found.push(row);
  }
  return found;
}
