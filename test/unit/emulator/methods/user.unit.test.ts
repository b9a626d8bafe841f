import assert from "node:assert/strict";
import { errorOf, onBench, READER, SMALL } from "../api";

describe("users", () => {
  it(
    "come with numbers, a blank id without group, and names only for people who have an account",
    onBench(async (bench) => {
      const [ann, owner] = await bench.list("user");
      assert.equal(ann?.["username"], "ann");
      assert.deepEqual([ann?.["data_access_group"], ann?.["data_access_group_label"]], ["north_site", "North Site"]);
      assert.equal(typeof ann?.["data_access_group_id"], "number");
      assert.deepEqual([ann?.["email"], ann?.["firstname"]], ["", ""]);
      assert.deepEqual([ann?.["calendar"], ann?.["design"]], [1, 0]);
      assert.deepEqual(ann?.["forms"], { intake: 130, visit: 130 });
      assert.deepEqual(ann?.["forms_export"], { intake: 1, visit: 1 });
      assert.deepEqual([owner?.["data_access_group_id"], owner?.["firstname"]], ["", "Ona"]);
    }),
  );

  it(
    "are listed in the recorded order of columns",
    onBench(async (bench) => {
      const { text } = await bench.raw({ content: "user", format: "csv" });
      assert.equal(
        text.split("\n")[0],
        "username,email,firstname,lastname,expiration,data_access_group,data_access_group_id,data_access_group_label,design,alerts,user_rights,data_access_groups,reports,stats_and_charts,manage_survey_participants,calendar,data_import_tool,data_comparison_tool,logging,email_logging,file_repository,data_quality_create,data_quality_execute,api_export,api_import,api_modules,mobile_app,mobile_app_download_data,record_create,record_rename,record_delete,lock_records_all_forms,lock_records,lock_records_customization,forms,forms_export",
      );
    }),
  );

  it(
    "in a role show the role's rights",
    onBench(async (bench) => {
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: READER }]);
      const ann = await bench.row("user", "ann");
      assert.deepEqual([ann?.["calendar"], ann?.["reports"], ann?.["forms"]], [0, 1, { intake: 129, visit: 129 }]);
    }),
  );

  it(
    "can be written as CSV, JSON and XML, with the count as bare digits in every format",
    onBench(async (bench) => {
      const documents = {
        csv: 'username,design,forms\nann,1,"intake:129,visit:130"\n',
        json: '[{"username":"ann","design":"1","forms":{"intake":"129","visit":"130"}}]',
        xml: "<users><item><username>ann</username><design>1</design><forms><intake>129</intake><visit>130</visit></forms></item></users>",
      };
      for (const [format, data] of Object.entries(documents)) {
        await bench.importRows("user", [{ username: "ann", design: 0, forms: {} }]);
        const answer = await bench.raw({ content: "user", action: "import", format, data });
        assert.equal(answer.text, "1", format);
        const ann = await bench.row("user", "ann");
        assert.deepEqual([ann?.["design"], ann?.["forms"]], [1, { intake: 129, visit: 130 }], format);
      }
    }),
  );

  it(
    "keep what a row leaves out, but lose forms that a list leaves out",
    onBench(async (bench) => {
      await bench.importRows("user", [{ username: "ann", design: 1 }]);
      assert.deepEqual((await bench.row("user", "ann"))?.["forms"], { intake: 130, visit: 130 });
      await bench.importRows("user", [{ username: "ann", forms: { intake: 130 } }]);
      const ann = await bench.row("user", "ann");
      assert.deepEqual([ann?.["forms"], ann?.["calendar"]], [{ intake: 130, visit: 128 }, 1]);
      assert.deepEqual(ann?.["forms_export"], { intake: 1, visit: 1 });
    }),
  );

  it(
    "are added without asking whether there is such an account, and without rights",
    onBench(async (bench) => {
      assert.equal((await bench.importRows("user", [{ username: "o'brien @home" }])).text, "1");
      const ghost = await bench.row("user", "o'brien @home");
      assert.deepEqual([ghost?.["email"], ghost?.["calendar"], ghost?.["forms"]], ["", 0, { intake: 128, visit: 128 }]);
    }),
  );

  it(
    "leave their group when the cell is blank, under every setting",
    onBench(
      async (bench) => {
        await bench.importRows("user", [{ username: "ann", data_access_group: "" }]);
        assert.equal((await bench.row("user", "ann"))?.["data_access_group"], "");
      },
      SMALL,
      { switches: { userImportWithoutDag: "keep" } },
    ),
  );

  it(
    "in a role refuse the whole request, even for an expiration alone",
    onBench(async (bench) => {
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: READER }]);
      const answer = await bench.importRows("user", [
        { username: "ben" },
        { username: "ann", expiration: "2031-01-31" },
      ]);
      assert.equal(answer.status, 400);
      assert.equal(
        errorOf(answer),
        `The user "ann" cannot have their user privileges modified because the user belongs to a user role. Users in roles cannot have their privileges modified via the 'Import User' API method.`,
      );
      assert.equal(bench.project.users.has("ben"), false);
    }),
  );

  it(
    "are told everything that is wrong at once",
    onBench(async (bench) => {
      const answer = await bench.importRows("user", [
        { username: "bad/name" },
        { username: "ben", expiration: "31.12.2031", data_access_group: "0" },
        { username: "cat", forms: { intake: 130, nowhere: 130 }, forms_export: { nowhere: 1, visit: 9 } },
        { expiration: "2031-01-31" },
      ]);
      assert.deepEqual(
        errorOf(answer)
          .split("\n")
          .map((line) => line.slice(0, 60)),
        [
          'The username "bad/name" is invalid. Usernames may contain onl',
          'The expiration "31.12.2031" of the user "ben" is not a date i',
          'The Data Access Group "0" of the user "ben" does not exist in',
          'The form named "nowhere" is incorrect for the user "cat" The ',
          'The form named "nowhere" is incorrect for the user "cat" The ',
          'The value "9" of the form named "visit" is incorrect for the ',
          'The required attribute "username" is missing.',
        ].map((line) => line.slice(0, 60)),
      );
    }),
  );

  it(
    "pass over columns that the server does not know",
    onBench(async (bench) => {
      const row = {
        username: "ann",
        email: "x@example.org",
        data_export: 1,
        data_access_group: "north_site",
        future: 7,
      };
      assert.equal((await bench.importRows("user", [row])).text, "1");
      assert.equal((await bench.row("user", "ann"))?.["email"], "");
    }),
  );

  it(
    "come out unchanged when their own export is imported again",
    onBench(async (bench) => {
      const before = await bench.list("user");
      assert.equal((await bench.importRows("user", before)).text, "2");
      assert.deepEqual(await bench.list("user"), before);
    }),
  );

  it(
    "data of another format is refused, with bare text when the format was left out",
    onBench(async (bench) => {
      const json = '[{"username":"ben"}]';
      const asCsv = await bench.raw({ content: "user", format: "csv", data: json });
      assert.deepEqual([asCsv.status, asCsv.text], [400, "ERROR: The data is not in the specified format."]);
      const asNothing = await bench.raw({ content: "user", data: json });
      assert.deepEqual([asNothing.status, asNothing.text], [200, "The data is not in the specified format."]);
      assert.equal(bench.project.users.has("ben"), false);
    }),
  );

  it(
    "are deleted by exact name, in a role or not; unknown names do not count",
    onBench(async (bench) => {
      await bench.importRows("userRoleMapping", [{ username: "ann", unique_role_name: READER }]);
      const answer = await bench.send({ content: "user", action: "delete", "users[1]": "ANN", "users[2]": "ann" });
      assert.equal(answer.text, "1");
      assert.deepEqual([...bench.project.users.keys()], ["owner"]);
    }),
  );

  it(
    "may be named in an array without indexes",
    onBench(async (bench) => {
      await bench.importRows("user", [{ username: "ben" }, { username: "cyd" }]);
      const body = new URLSearchParams({ token: bench.token, content: "user", action: "delete", format: "json" });
      for (const username of ["ann", "ben", "cyd"]) body.append("users[]", username);
      const answer = await fetch(bench.emulator.url, { method: "POST", body });
      assert.equal(await answer.text(), "3");
      assert.deepEqual([...bench.project.users.keys()], ["owner"]);
    }),
  );

  it(
    "must be named in an array to be deleted",
    onBench(async (bench) => {
      const answer = await bench.send({ content: "user", action: "delete", users: "ann" });
      assert.equal(
        errorOf(answer),
        "The 'users' parameter is either missing or is not an array. It must be provided as an array even if it only contains one value.",
      );
    }),
  );
});
