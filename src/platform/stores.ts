import type * as vscode from "vscode";
import type { SecretStore, StateStore } from "../app/ports";

export function secretStore(secrets: vscode.SecretStorage): SecretStore {
  return {
    get: async (key) => await secrets.get(key),
    set: async (key, value) => await secrets.store(key, value),
    delete: async (key) => await secrets.delete(key),
  };
}

export function stateStore(state: vscode.Memento): StateStore {
  return {
    get: (key) => state.get(key),
    set: async (key, value) => await state.update(key, value),
  };
}
