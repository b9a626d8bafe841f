import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CellChange } from "../editors/protocol";
import { Banner } from "./banner";
import { Grid } from "./grid";
import { connect, loadView, requestSnapshot, saveView, sendAction, sendEdit } from "./host";
import { NOTHING, picked } from "./selection";
import type { Selection } from "./selection";
import { received } from "./store";
import type { Shown } from "./store";
import { Toolbar } from "./toolbar";
import { visibleRows } from "./visibleRows";
import type { ViewState } from "./visibleRows";

export function App() {
  const [shown, setShown] = useState<Shown>();
  const [view, setView] = useState<ViewState>(loadView);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [reveal, setReveal] = useState<string>();
  const [said, setSaid] = useState("");
  const latest = useRef<Shown | undefined>(undefined);

  useEffect(() => {
    connect((message) => {
      if (message.type === "reveal") {
        setReveal(message.key);
        setSelection({ keys: new Set([message.key]), anchor: message.key });
        return;
      }
      const next = received(latest.current, message);
      if (next === "gap") return requestSnapshot();
      latest.current = next;
      setShown(() => next);
    });
  }, []);

  const look = useCallback((part: Partial<ViewState>) => {
    setView((before) => {
      const next = { ...before, ...part };
      saveView(next);
      return next;
    });
  }, []);

  const edit = useCallback(async (changes: readonly CellChange[], words: string) => {
    const problem = await sendEdit(changes);
    setSaid(problem ?? words);
  }, []);

  const rows = shown?.content.rows;
  const visible = useMemo(() => visibleRows(rows ?? [], view), [rows, view]);
  if (!shown) return <p class="waiting" role="status" />;
  const { content, strings } = shown;
  const selected = picked(
    selection,
    visible.map((index) => content.rows[index]?.key ?? ""),
  );
  return (
    <>
      <h1 class="hidden">{content.status.project}</h1>
      <Banner
        status={content.status}
        strings={strings}
        run={(action) => void sendAction(action).then((problem) => setSaid(problem ?? ""))}
      />
      <Toolbar
        {...{ content, strings, view, look, selected, edit, shownCount: visible.length }}
        clear={() => setSelection(NOTHING)}
      />
      <Grid
        {...{ content, strings, visible, view, look, selection, select: setSelection, edit, reveal, say: setSaid }}
      />
      <div class="hidden" role="status" aria-live="polite">
        {said}
      </div>
    </>
  );
}
