import { useEffect, useMemo, useState } from "preact/hooks";
import type { Page, PageState, Tone } from "../../core/page/page";
import { pageWords } from "../../core/page/pageWords";
import type { PageWords } from "../../core/page/pageWords";
import { Buttons } from "./blocks";
import { connect } from "./pageHost";
import { received } from "./received";
import { TopSection } from "./sectionView";
import { SignOf } from "./signs";
import { text } from "../language";

interface PageProps {
  readonly page: Page<string>;
  readonly words: PageWords;
}

export function PageView() {
  const [page, setPage] = useState<Page<string>>();
  useEffect(() => {
    connect((message) => setPage((before) => received(before, message.page)));
  }, []);
  const words = useMemo(() => pageWords(text), []);
  if (!page) return <p role="status" />;
  const said = [...page.states.map(({ text }) => text), ...(page.status === undefined ? [] : [page.status])].join(" ");
  return (
    <>
      <header>
        <h1>{page.title}</h1>
        <dl class="facts">
          {page.facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </header>
      <div class="bar">
        {page.status !== undefined && <p class="status">{page.status}</p>}
        <Buttons acts={page.acts} />
      </div>
      {page.states.map((state) => (
        <State key={`${state.kind} ${state.text}`} {...{ state, words }} />
      ))}
      {page.sections.length > 2 && <Contents {...{ page, words }} />}
      {page.sections.map((section) => (
        <TopSection key={section.id} {...{ section, words }} />
      ))}
      <div class="hidden" role="status" aria-live="polite">
        {said}
      </div>
    </>
  );
}

const TONES: Readonly<Record<PageState["kind"], Exclude<Tone, "plain">>> = {
  empty: "note",
  loading: "note",
  partial: "warning",
  stale: "warning",
  offline: "problem",
  untrusted: "warning",
  readOnly: "warning",
  failed: "problem",
  done: "note",
};

/** How the page itself stands, with the ways on. */
function State({ state, words }: { readonly state: PageState<string>; readonly words: PageWords }) {
  const { kind, text, details = [], acts = [], progress } = state;
  const tone = TONES[kind];
  return (
    <div class={`state ${kind} ${tone}`}>
      <p>
        <SignOf sign={tone} word={words[tone]} />
        {text}
      </p>
      {details.length > 0 && (
        <ul>
          {details.map((detail) => (
            <li>{detail}</li>
          ))}
        </ul>
      )}
      {kind === "loading" && (
        <progress aria-label={text} max={1} {...(progress === undefined ? {} : { value: progress })} />
      )}
      <Buttons acts={acts} />
    </div>
  );
}

/** The way to each part, for the keyboard and for pages that are long. */
function Contents({ page, words }: PageProps) {
  return (
    <nav aria-label={words.contents}>
      {page.sections.map(({ id, heading, aside }) => (
        <button
          key={id}
          type="button"
          class="link"
          onClick={() => {
            const target = document.getElementById(`heading-${id}`);
            target?.scrollIntoView({ block: "start" });
            target?.focus({ preventScroll: true });
          }}
        >
          {heading}
          {aside !== undefined && ` ${aside}`}
        </button>
      ))}
    </nav>
  );
}
