import type { Action, GridStatus, RowAction, Strings } from "../../editors/protocol";
import { fill } from "../store";
import { changeSummary } from "./changeSummary";
import { shownText } from "../../core/text/displayText";

interface BannerProps {
  readonly status: GridStatus;
  readonly strings: Strings;
  readonly run: (action: Action) => void;
  /** Answers all conflicts of the grid. */
  readonly settle: (act: RowAction) => void;
}

/** What is not yet in REDCap, and what can be done about it. */
export function Banner({ status, strings, run, settle }: BannerProps) {
  const { changes, conflicts = 0, failed, inProject, readOnly, problems, moved, readAt, project } = status;
  const words = changeSummary(status, strings);
  // Buttons keep their place while there is nothing for them to do: the first edit must not move rows under the mouse.
  const button = (action: Action, label: string, count: number) => (
    <button
      type="button"
      class={action === "apply" ? "primary" : ""}
      style={{ visibility: count > 0 ? "visible" : "hidden" }}
      onClick={() => run(action)}
    >
      {label}
    </button>
  );
  return (
    <section class={inProject > 0 ? "banner pending" : "banner"} aria-label={words}>
      <div class="line">
        <span class="count" title={words}>
          {words}
        </span>
        <span class="actions">
          {button("apply", strings.apply, inProject)}
          {button("review", strings.review, inProject)}
          {button("asText", strings.asText, changes)}
          {button("discard", strings.discard, changes)}
        </span>
        <span class="where">
          <span class="about" title={`${project}, ${readAt}`}>
            {project}, {readAt}
          </span>
          <button type="button" class="link" onClick={() => run("refresh")}>
            {strings.refresh}
          </button>
        </span>
      </div>
      {failed && <p class="note problem">{shownText(failed, 600)}</p>}
      {conflicts > 0 && (
        <p class="note conflicts">
          {conflicts === 1 ? strings.conflictsOne : fill(strings.conflictsMany, conflicts)}{" "}
          <button type="button" class="link" onClick={() => settle("keepMine")}>
            {strings.keepMine}
          </button>{" "}
          <button type="button" class="link" onClick={() => settle("takeRedcaps")}>
            {strings.takeRedcaps}
          </button>
        </p>
      )}
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
