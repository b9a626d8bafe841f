import assert from "node:assert/strict";
import { errorOf, onBench } from "../api";
import type { Bench, Fields } from "../api";

const SUPER = "5".repeat(64);
const TITLE = '[{"project_title":"Made Here","purpose":0}]';

/** Attribute names and shapes as recorded from servers 14.7 to 16.0. */
const ODM = `<?xml version="1.0" encoding="UTF-8" ?>
<ODM xmlns:redcap="https://projectredcap.org"><Study OID="Project.X"><GlobalVariables>
<redcap:DataAccessGroupsGroup>
  <redcap:DataAccessGroups group_name="Test &amp; Trial"/><redcap:DataAccessGroups2 group_name="Second"/>
</redcap:DataAccessGroupsGroup>
<redcap:UserRolesGroup>
  <redcap:UserRoles role_name="api" unique_role_name="U-342DF3W4KP" lock_record="2" data_logging="1" graphical="1"
    participants="1" data_quality_design="1" user_rights="2" dts="1" data_export_tool=""
    data_entry="[demographics,1]" data_export_instruments="[demographics,3]"/>
  <redcap:UserRoles2 role_name="demo role" unique_role_name="U-594WK7W9KY" data_entry="[demographics,138][health,130]"/>
</redcap:UserRolesGroup>
</GlobalVariables><MetaDataVersion>
<FormDef OID="Form.demographics" Name="Demographics" redcap:FormName="demographics"><ItemGroupRef/></FormDef>
<FormDef OID="Form.health" Name="Health" redcap:FormName="health"/>
</MetaDataVersion></Study></ODM>`;

async function create(bench: Bench, fields: Fields = {}): Promise<string> {
  const answer = await bench.send({ content: "project", token: SUPER, data: TITLE, ...fields });
  assert.match(answer.text, /^[0-9A-F]{32}$/);
  return answer.text;
}

describe("creating a project", () => {
  it(
    "answers the token of its first user, who may not delete, rename or lock",
    onBench(async (bench) => {
      const token = await create(bench);
      const [creator, ...others] = JSON.parse((await bench.send({ content: "user", token })).text) as Fields[];
      assert.equal(others.length, 0);
      assert.equal(creator?.["username"], "owner");
      const missing = Object.entries(creator ?? {}).filter(([, value]) => Number(value) === 0 && String(value) !== "");
      assert.deepEqual(
        missing.map(([name]) => name),
        ["record_rename", "record_delete", "lock_records_all_forms", "lock_records", "lock_records_customization"],
      );
      const info = JSON.parse((await bench.send({ content: "project", token })).text) as Fields;
      assert.equal(info["project_title"], "Made Here");
    }),
  );

  it(
    "takes instruments, groups and roles from the project XML",
    onBench(async (bench) => {
      const token = await create(bench, { odm: ODM });
      const list = async (content: string) => JSON.parse((await bench.send({ content, token })).text) as Fields[];
      assert.deepEqual(
        (await list("dag")).map((dag) => dag["unique_group_name"]),
        ["test__trial", "second"],
      );
      const [api, demo] = await list("userRole");
      assert.deepEqual([api?.["unique_role_name"], api?.["role_label"]], ["U-342DF3W4KP", "api"]);
      const translated = ["lock_records", "logging", "stats_and_charts", "manage_survey_participants", "user_rights"];
      assert.deepEqual(
        translated.map((name) => api?.[name]),
        ["2", "1", "1", "1", "2"],
      );
      assert.deepEqual(api?.["forms"], { demographics: 130, health: 128 });
      assert.deepEqual(api?.["forms_export"], { demographics: 3, health: 0 });
      assert.deepEqual(demo?.["forms"], { demographics: 138, health: 130 });
      assert.equal("dts" in (api ?? {}), false);
    }),
  );

  it(
    "takes the one export level of an old project XML for every instrument of the role",
    onBench(async (bench) => {
      const old = ODM.replace('data_export_tool=""', 'data_export_tool="2"').replace(
        / data_export_instruments="[^"]*"/,
        "",
      );
      const token = await create(bench, { odm: old });
      const roles = JSON.parse((await bench.send({ content: "userRole", token })).text) as Record<string, unknown>[];
      assert.deepEqual(
        roles.map((role) => role["forms_export"]),
        [
          { demographics: 2, health: 0 },
          { demographics: 0, health: 0 },
        ],
      );
    }),
  );

  it(
    "reads the project's attributes as XML and CSV too",
    onBench(async (bench) => {
      const xml = '<?xml version="1.0" encoding="UTF-8" ?><item><project_title>As XML</project_title></item>';
      await create(bench, { format: "xml", data: xml });
      await create(bench, { format: "csv", data: 'project_title,purpose\n"As CSV",0\n' });
      const untitled = await bench.send({ content: "project", token: SUPER, data: '[{"purpose":0}]' });
      assert.match(errorOf(untitled), /"project_title" is missing/);
    }),
  );

  it(
    "needs a token of 64 characters, which is good for nothing else but the version",
    onBench(async (bench) => {
      const answer = await bench.send({ content: "project", data: TITLE });
      assert.equal(answer.status, 403);
      assert.match(
        errorOf(answer),
        /'Create Project' method\. You must have been granted a 64-character Super API Token/,
      );
      assert.equal((await bench.send({ content: "user", token: SUPER })).status, 403);
      assert.equal((await bench.send({ content: "project", token: SUPER })).status, 403);
    }),
  );

  it(
    "refuses a project XML that is not XML",
    onBench(async (bench) => {
      const answer = await bench.send({ content: "project", token: SUPER, data: TITLE, odm: "<ODM><a></ODM" });
      assert.match(errorOf(answer), /not well-formed/);
    }),
  );
});
