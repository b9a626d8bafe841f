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
