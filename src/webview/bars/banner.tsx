import type { Action, GridStatus, RowAction } from "../../editors/protocol";
import { changeSummary } from "./changeSummary";
import { shownText } from "../../core/text/displayText";
import { message, plural } from "../../core/text/message";
import { text } from "../language";

interface BannerProps {
  readonly status: GridStatus;
  readonly run: (action: Action) => void;
  /** Answers all conflicts of the grid. */
  readonly settle: (act: RowAction) => void;
}

/** What is not yet in REDCap, and what can be done about it. */
export function Banner({ status, run, settle }: BannerProps) {
  const { changes, conflicts = 0, failed, inProject, readOnly, problems, moved, readAt, project } = status;
  const words = text(changeSummary(status));
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
          {button("apply", text(message("Review and Apply…")), inProject)}
          {button("review", text(message("Review Changes")), inProject)}
          {button("asText", text(message("Show Changes as Text")), changes)}
          {button("discard", text(message("Discard")), changes)}
        </span>
        <span class="where">
          <span class="about" title={`${project}, ${readAt}`}>
            {project}, {readAt}
          </span>
          <button type="button" class="link" onClick={() => run("refresh")}>
            {text(message("Refresh from REDCap"))}
          </button>
        </span>
      </div>
      {failed && <p class="note problem">{shownText(failed, 600)}</p>}
      {conflicts > 0 && (
        <p class="note conflicts">
          {text(
            plural(conflicts, {
              one: "Somebody changed this cell in REDCap too. Keep your change, or take what REDCap says now:",
              other:
                "Somebody changed {count} of these cells in REDCap too. Keep your changes, or take what REDCap says now:",
            }),
          )}{" "}
          <button type="button" class="link" onClick={() => settle("keepMine")}>
            {text(message("Keep Mine"))}
          </button>{" "}
          <button type="button" class="link" onClick={() => settle("takeRedcaps")}>
            {text(message("Take REDCap's"))}
          </button>
        </p>
      )}
      {readOnly && <p class="note">{readOnly}</p>}
      {moved && (
        <p class="note">
          {text(
            message(
              "This text is older than the last refresh. Its changes are compared with the project as it was then.",
            ),
          )}
        </p>
      )}
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
