import assert from "node:assert/strict";
import * as vscode from "vscode";
import { verbatim } from "../../src/core/text/message";
import { vscodeDialogs } from "../../src/platform/dialogs";

type Shown = readonly { readonly label: string; readonly description?: string; readonly detail?: string }[];

const ICON = "Ann $(trash) Lee";
const PLAIN = "Ann $\u2009(trash) Lee";
const CHOICES = [
  { label: verbatim(ICON), description: verbatim(`role ${ICON}`), detail: verbatim(`group ${ICON}`), value: 1 },
];
const OPTIONS = { title: verbatim(`Users of ${ICON}`), placeholder: verbatim(`Like ${ICON}`) };

describe("names with $(icon) in lists", () => {
  const { showQuickPick, createQuickPick } = vscode.window;
  afterEach(() => {
    vscode.window.showQuickPick = showQuickPick;
    vscode.window.createQuickPick = createQuickPick;
  });

  const plainItem = (shown: Shown) =>
    assert.deepEqual(
      shown.map(({ label, description, detail }) => [label, description, detail]),
      [[PLAIN, `role ${PLAIN}`, `group ${PLAIN}`]],
    );

  for (const name of ["pick", "pickMany"] as const)
    it(`${name}: stay letters in the entry, its description, its detail, the title and the placeholder`, async () => {
      let seen = 0;
      vscode.window.showQuickPick = ((items: Shown, options: vscode.QuickPickOptions) => {
        plainItem(items);
        assert.deepEqual([options.title, options.placeHolder], [`Users of ${PLAIN}`, `Like ${PLAIN}`]);
        seen += 1;
        return Promise.resolve(undefined);
      }) as unknown as typeof showQuickPick;
      await vscodeDialogs[name](CHOICES, OPTIONS);
      assert.equal(seen, 1);
    });

  it("pickAction: stay letters in a list whose entries have buttons", async () => {
    let list: vscode.QuickPick<vscode.QuickPickItem> | undefined;
    vscode.window.createQuickPick = ((...args: Parameters<typeof createQuickPick>) => {
      list = createQuickPick(...args);
      return list;
    }) as typeof createQuickPick;
    const picked = vscodeDialogs.pickAction(
      CHOICES.map((choice) => ({ ...choice, actions: ["remove"] as const })),
      { remove: { icon: "trash", tooltip: verbatim("Remove") } },
      OPTIONS,
    );
    assert.ok(list);
    plainItem(list.items);
    assert.deepEqual([list.title, list.placeholder], [`Users of ${PLAIN}`, `Like ${PLAIN}`]);
    list.hide();
    assert.equal(await picked, undefined);
  });
});
