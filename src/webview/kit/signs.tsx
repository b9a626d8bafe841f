import type { Tone } from "../../core/page/page";

type Sign = Exclude<Tone, "plain"> | "gain" | "less";

const PATHS: Readonly<Record<Sign, string>> = {
  gain: "M8 2.5 14 13.5H2z",
  less: "M2 2.5h12L8 13.5z",
  loss: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM3.5 3.5l9 9",
  note: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7v4.5M8 4.4v1.2",
  problem: "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4",
  warning: "M8 1.8 14.8 14H1.2zM8 6v4M8 11.6v1",
};

/** What a colour alone must not say. */
export function SignOf({ sign, word }: { readonly sign: Sign; readonly word: string }) {
  const solid = sign === "gain" || sign === "less";
  return (
    <>
      <svg class={`sign ${sign}`} width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path d={PATHS[sign]} fill={solid ? "currentColor" : "none"} stroke="currentColor" stroke-width="1.3" />
      </svg>
      <span class="hidden">{word}: </span>
    </>
  );
}
