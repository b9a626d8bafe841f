import type { Cell } from "../../core/dataTable";
import type { Call, Reply } from "../request/call";
import { sends } from "../project/columns";
import { exportTable } from "./grants";
import { isoDateTime } from "../project/log";
import { mayExport } from "./privileges";

/** Attributes in the recorded order, with what a project in development says. */
const DEFAULTS: readonly (readonly [name: string, value: string | number])[] = [
  ["project_id", 0],
  ["project_title", ""],
  ["creation_time", ""],
  ["production_time", ""],
  ["in_production", 0],
  ["project_language", "English"],
  ["purpose", 2],
  ["purpose_other", ""],
  ["project_notes", ""],
  ["custom_record_label", ""],
  ["secondary_unique_field", ""],
  ["is_longitudinal", 0],
  ["has_repeating_instruments_or_events", 0],
  ["surveys_enabled", 0],
  ["scheduling_enabled", 0],
  ["record_autonumbering_enabled", 1],
  ["randomization_enabled", 0],
  ["ddp_enabled", 0],
  ["project_irb_number", ""],
  ["project_grant_number", ""],
  ["project_pi_firstname", ""],
  ["project_pi_lastname", ""],
  ["project_pi_email", ""],
  ["display_today_now_button", 1],
  ["missing_data_codes", ""],
  ["external_modules", ""],
  ["bypass_branching_erase_field_prompt", 0],
];

/** One object, not a list. */
export function exportProjectInfo(call: Call): Reply {
  mayExport(call);
  const { project, world } = call;
  const created = isoDateTime(project.created);
  const own = new Map<string, Cell>([
    ["project_id", project.projectId],
    ["project_title", project.title],
    ["creation_time", created],
    ["production_time", project.info.get("in_production") === 1 ? created : ""],
    ...project.info,
  ]);
  const pairs = DEFAULTS.filter(([name]) => sends(world.version, name));
  const cells = new Map<string, Cell>(pairs.map(([name, value]) => [name, own.get(name) ?? value]));
  const table = exportTable([...cells.keys()], [cells], (info, name) => info.get(name));
  return { kind: "object", table };
}

/** In the project's own order. */
export function exportInstruments(call: Call): Reply {
  mayExport(call);
  const table = exportTable(["instrument_name", "instrument_label"], call.project.instruments, (instrument, column) =>
    column === "instrument_name" ? instrument.name : instrument.label,
  );
  return { kind: "rows", content: "instrument", table };
}
