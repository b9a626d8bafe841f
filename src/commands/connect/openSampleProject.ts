import type { Services } from "../services";

export const openSampleProject = (services: Pick<Services, "sample" | "tree">) => async (): Promise<void> => {
  const [first] = await services.sample.open();
  if (first) await services.tree.reveal({ kind: "project", connectionId: first.id }, { expand: true });
};
