import type { Action, GridStatus, Strings } from "../../editors/protocol";
import { fill } from "../store";
import { shownText } from "../../core/text/displayText";

interface BannerProps {
  readonly status: GridStatus;
  readonly strings: Strings;
  readonly run: (action: Action) => void;
}

/** What is not yet in REDCap, and what can be done about it. */
export function Banner({ status, strings, run }: BannerProps) {
  const { changes, readOnly, problems, moved, asOf, project } = status;
  const words = changes === 0 ? strings.none : changes === 1 ? strings.changesOne : fill(strings.changesMany, changes);
  return (
    <section class={changes > 0 ? "banner pending" : "banner"} aria-label={words}>
      <div class="line">
        <span class="count">{words}</span>
        {changes > 0 && (
          <span class="actions">
            <button type="button" class="primary" onClick={() => run("apply")}>
              {strings.apply}
            </button>
            <button type="button" onClick={() => run("review")}>
              {strings.review}
            </button>
            <button type="button" onClick={() => run("asText")}>
              {strings.asText}
            </button>
            <button type="button" onClick={() => run("discard")}>
              {strings.discard}
            </button>
          </span>
        )}
        <span class="where">
          {project}, {asOf}
          <button type="button" class="link" onClick={() => run("refresh")}>
            {strings.refresh}
          </button>
        </span>
      </div>
      {readOnly && <p class="note">{readOnly}</p>}
      {moved && <p class="note">{strings.moved}</p>}
      {problems.map((problem) => (
        <p class="note problem">{shownText(problem, 400)}</p>
      ))}
    </section>
  );
}

interface NoticeProps {
  readonly text: string;
  readonly closeLabel: string;
  readonly close: () => void;
}

/** Something that did not work, for eyes and ears, until it is closed or the next thing is done. */
export function Notice({ text, closeLabel, close }: NoticeProps) {
  return (
    <div class="notice">
      <span role="alert">{text}</span>
      <button type="button" class="link" aria-label={closeLabel} onClick={close}>
        <span aria-hidden="true">✕</span>
      </button>
    </div>
  );
}
