import { EXPORT_CODES, exportTitle } from "../../core/access/rights";
import type { FormPart } from "./formModel";
import { english } from "../../core/text/message";

interface FormsRowProps {
  readonly label: string;
  readonly note?: string;
  /** The row that sets every instrument. */
  readonly all?: true;
  readonly heads: Readonly<Record<FormPart, string>>;
  readonly parts: readonly FormPart[];
  /** undefined where instruments differ */
  readonly on: (part: FormPart) => boolean | undefined;
  readonly exportLabel: string;
  /** undefined without a column of export rights */
  readonly level: string | undefined;
  /** What stands for a level that is none of the four. */
  readonly blank: string;
  /** Why a right cannot be set, where that is so. */
  readonly refused?: (part: FormPart) => string | undefined;
  readonly setPart: (part: FormPart, on: boolean) => void;
  readonly setLevel: (level: string) => void;
}

/** The rights on one instrument, or on all of them. */
export function FormsRow(props: FormsRowProps) {
  const { label, note, all, heads, parts, on, exportLabel, level, blank, refused, setPart, setLevel } = props;
  return (
    <tr class={all ? "all" : ""}>
      <th scope="row">
        {label}
        {note && <span class="note">{note}</span>}
      </th>
      {parts.map((part) => {
        const state = on(part);
        const why = refused?.(part);
        return (
          <td>
            <input
              type="checkbox"
              aria-label={`${label}: ${heads[part]}`}
              checked={state === true}
              indeterminate={state === undefined}
              disabled={why !== undefined}
              title={why}
              onChange={() => setPart(part, state !== true)}
            />
          </td>
        );
      })}
      {level !== undefined && (
        <td>
          <select
            aria-label={`${label}: ${exportLabel}`}
            value={level}
            onChange={(event) => setLevel(event.currentTarget.value)}
          >
            {!EXPORT_CODES.includes(level) && <option value={level}>{blank}</option>}
            {EXPORT_CODES.map((value) => (
              <option value={value}>{english(exportTitle(value))}</option>
            ))}
          </select>
        </td>
      )}
    </tr>
  );
}
