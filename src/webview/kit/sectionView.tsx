import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { choicesOf } from "../../core/page/page";
import type { Section } from "../../core/page/page";
import type { PageWords } from "../../core/page/pageWords";
import { BlockView } from "./blocks";
import { Tick } from "./tick";

interface SectionProps {
  readonly section: Section<string>;
  readonly words: PageWords;
}

/** Entries that are drawn at once; the others follow, so that a page of thousands answers from the start. */
const AT_ONCE = 60;

/** A part of the page with its heading; its entries can be walked by the arrow keys, from tick to tick. */
export function TopSection({ section, words }: SectionProps) {
  const { heading, aside, blocks, sections = [] } = section;
  const ticks = useMemo(() => choicesOf({ sections: [section] }).map(({ id }) => id), [section]);
  const [at, setAt] = useState<string>();
  const current = at !== undefined && ticks.includes(at) ? at : ticks[0];
  const drawn = useGrowing(sections.length);
  return (
    <section
      id={`section-${section.id}`}
      aria-labelledby={`heading-${section.id}`}
      onKeyDown={(event) => walk(event, ticks)}
      onFocusIn={({ target }) => {
        const id = target instanceof HTMLElement ? target.dataset["choice"] : undefined;
        if (id !== undefined) setAt(id);
      }}
    >
      <h2 id={`heading-${section.id}`} tabIndex={-1}>
        {heading}
        {aside !== undefined && <span class="aside"> {aside}</span>}
      </h2>
      {blocks.map((block) => (
        <BlockView block={block} words={words} current={current} />
      ))}
      {sections.slice(0, drawn).map((each) => (
        <Entry
          key={each.id}
          section={each}
          words={words}
          current={current !== undefined && isIn(each, current) ? current : undefined}
        />
      ))}
    </section>
  );
}

/** One person, role or group. */
function Entry({ section, words, current }: SectionProps & { readonly current: string | undefined }) {
  return useMemo(() => {
    const { heading, aside, choice, blocks, leftOut } = section;
    return (
      <article class={leftOut ? "entry out" : "entry"} aria-label={heading}>
        <h3>
          {choice ? <Tick choice={choice} label={heading} current={current} /> : heading}
          {aside !== undefined && <span class="aside"> {aside}</span>}
          {leftOut && <span class="aside"> · {words.leftOut}</span>}
        </h3>
        {blocks.map((block) => (
          <BlockView block={block} words={words} current={current} />
        ))}
      </article>
    );
  }, [section, words, current]);
}

function isIn(section: Section<string>, tick: string): boolean {
  return choicesOf({ sections: [section] }).some(({ id }) => id === tick);
}

/** How many of so many are drawn by now. */
function useGrowing(total: number): number {
  const [drawn, setDrawn] = useState(AT_ONCE);
  const frame = useRef(0);
  useEffect(() => {
    if (drawn >= total) return;
    frame.current = requestAnimationFrame(() => setDrawn(drawn + AT_ONCE));
    return () => cancelAnimationFrame(frame.current);
  }, [drawn, total]);
  return drawn;
}

/** Arrow keys, Home and End lead from tick to tick. */
function walk(event: KeyboardEvent, ticks: readonly string[]): void {
  const { target, currentTarget, key } = event;
  const id = target instanceof HTMLElement ? target.dataset["choice"] : undefined;
  if (id === undefined || !(currentTarget instanceof HTMLElement)) return;
  const at = ticks.indexOf(id);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: ticks.length - 1,
  };
  const wanted = ticks[moves[key] ?? -1];
  if (wanted === undefined) return;
  event.preventDefault();
  currentTarget.querySelector<HTMLElement>(`[data-choice="${CSS.escape(wanted)}"]`)?.focus();
}
