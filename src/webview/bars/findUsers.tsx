import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { GridContent } from "../../editors/protocol";
import { foundUsers } from "./foundUsers";
import { shown } from "../../core/text/displayText";
import { list, message } from "../../core/text/message";
import { text } from "../language";

interface FindUsersProps {
  readonly content: GridContent;
  readonly selectKeys: (keys: readonly string[], words: string) => void;
  readonly close: () => void;
}

/** Finds and selects people by a list that somebody pastes, and says who is not in the project. */
export function FindUsers({ content, selectKeys, close }: FindUsersProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    box.current?.focus();
  }, []);
  const find = () => {
    const { keys, unknown } = foundUsers(content, box.current?.value ?? "");
    setMissing(unknown);
    if (unknown.length === 0) dialog.current?.close();
    selectKeys(keys, text(message("{count} found and selected.", { count: keys.length })));
  };
  return (
    <dialog
      ref={dialog}
      class="popup find"
      aria-label={text(message("Find Users…"))}
      onClose={close}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <label for="find-list">
          {text(message("Paste usernames or e-mail addresses, one per line or separated by commas."))}
        </label>
        <textarea id="find-list" ref={box} rows={8} spellcheck={false} />
        <p role="status">
          {missing.length > 0 &&
            text(
              message("Not in the project: {names}", {
                names: list(
                  missing.map((name) => shown(name)),
                  missing.length,
                ),
              }),
            )}
        </p>
        <div class="buttons">
          <button type="submit" class="primary">
            {text(message("Find"))}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {text(message("Close"))}
          </button>
        </div>
      </form>
    </dialog>
  );
}
