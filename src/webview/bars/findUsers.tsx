import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { GridContent, Strings } from "../../editors/protocol";
import { foundUsers } from "./foundUsers";
import { fill } from "../store";
import { shown } from "../../core/text/displayText";

interface FindUsersProps {
  readonly content: GridContent;
  readonly strings: Strings;
  readonly selectKeys: (keys: readonly string[], words: string) => void;
  readonly close: () => void;
}

/** Finds and selects people by a list that somebody pastes, and says who is not in the project. */
export function FindUsers({ content, strings, selectKeys, close }: FindUsersProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    list.current?.focus();
  }, []);
  const find = () => {
    const { keys, unknown } = foundUsers(content, list.current?.value ?? "");
    setMissing(unknown);
    if (unknown.length === 0) dialog.current?.close();
    selectKeys(keys, fill(strings.found, keys.length));
  };
  return (
    <dialog
      ref={dialog}
      class="popup find"
      aria-label={strings.find}
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
        <label for="find-list">{strings.findHelp}</label>
        <textarea id="find-list" ref={list} rows={8} spellcheck={false} />
        <p role="status">
          {missing.length > 0 && fill(strings.notFound, missing.map((name) => shown(name)).join(", "))}
        </p>
        <div class="buttons">
          <button type="submit" class="primary">
            {strings.findThem}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            {strings.close}
          </button>
        </div>
      </form>
    </dialog>
  );
}
