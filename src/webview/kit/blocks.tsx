import type { Act, Block, ChangeLine } from "../../core/page/page";
import type { PageWords } from "../../core/page/pageWords";
import { ask } from "./pageHost";
import { SignOf } from "./signs";
import { Tick } from "./tick";

export interface BlockProps {
  readonly words: PageWords;
  /** The tick that the keyboard is at. */
  readonly current: string | undefined;
}

export function BlockView({ block, ...props }: BlockProps & { readonly block: Block<string> }) {
  switch (block.kind) {
    case "text":
      return (
        <div class={`said ${block.tone}`}>
          <p>
            {block.tone !== "plain" && <SignOf sign={block.tone} word={props.words[block.tone]} />}
            {block.text}
          </p>
          <Buttons acts={block.acts ?? []} />
        </div>
      );
    case "list":
      return block.ordered ? (
        <ol>
          {block.items.map((item) => (
            <li>{item}</li>
          ))}
        </ol>
      ) : (
        <ul>
          {block.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      );
    case "table":
      return <PlainTable block={block} />;
    case "changes":
      return <Changes caption={block.caption} lines={block.lines} {...props} />;
  }
}

function PlainTable({ block }: { readonly block: Extract<Block<string>, { kind: "table" }> }) {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={block.caption}>
      <table class="plain">
        <caption class="hidden">{block.caption}</caption>
        <thead>
          <tr>
            {block.columns.map((title) => (
              <th scope="col">{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map(([first, ...cells]) => (
            <tr>
              <th scope="row">{first}</th>
              {cells.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ChangesProps extends BlockProps {
  readonly caption: string;
  readonly lines: readonly ChangeLine<string>[];
}

/** A table to whoever listens; its roles are written out, because narrow frames lay it out as lines. */
function Changes({ caption, lines, words, current }: ChangesProps) {
  return (
    <table class="changes" role="table" aria-label={caption}>
      <thead role="rowgroup" class="hidden">
        <tr role="row">
          {[words.what, words.before, words.after, words.effect].map((title) => (
            <th role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <>
            <tr role="row" class={line.leftOut ? "line out" : "line"}>
              <th role="rowheader" scope="row">
                {line.choice ? <Tick choice={line.choice} current={current} label={line.what} /> : line.what}
              </th>
              <td role="cell" class="from">
                {line.from}
              </td>
              <td role="cell" class="to">
                {line.to !== undefined && (
                  <>
                    {line.from !== undefined && <span aria-hidden="true">→ </span>}
                    <b>{line.to}</b>
                  </>
                )}
              </td>
              <td role="cell" class={`effect ${line.effect ?? ""}`}>
                <Effect {...{ line, words }} />
              </td>
            </tr>
            {line.follows && (
              <tr role="row" class="follows">
                <td role="cell" colSpan={4}>
                  <details open>
                    <summary>{line.follows.summary}</summary>
                    <Changes caption={line.follows.summary} lines={line.follows.lines} {...{ words, current }} />
                  </details>
                </td>
              </tr>
            )}
          </>
        ))}
      </tbody>
    </table>
  );
}

function Effect({ line, words }: { readonly line: ChangeLine<string>; readonly words: PageWords }) {
  if (line.leftOut) return <span>{words.leftOut}</span>;
  if (line.effect === undefined) return null;
  const [sign, word] = line.effect === "gain" ? (["gain", words.gain] as const) : (["less", words.less] as const);
  return (
    <span class="word">
      <SignOf sign={sign} word="" />
      {word}
    </span>
  );
}

/** What can be pressed. One that is off stays in the order of the keyboard and says why. */
export function Buttons({ acts }: { readonly acts: readonly Act<string>[] }) {
  if (acts.length === 0) return null;
  return (
    <span class="acts">
      {acts.map(({ id, label, primary, off }) => (
        <button
          key={id}
          type="button"
          class={primary ? "primary" : ""}
          aria-disabled={off !== undefined}
          title={off}
          onClick={() => off === undefined && ask(id)}
        >
          {label}
        </button>
      ))}
    </span>
  );
}
