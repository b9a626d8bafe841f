export interface HostOptions {
  readonly version: string;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  readonly trust?: boolean;
  readonly driver?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}
export interface RunningHost {
  readonly url: string;
  readonly port: number;
  output(): string;
  /** Ends the processes that run extensions at once, as a crash does; gives back how many there were. */
  killExtensionHosts(): number;
  stop(): Promise<void>;
}
export function startHost(options: HostOptions): Promise<RunningHost>;
export function installExtension(options: HostOptions, vsix: string): Promise<void>;
export function freePort(): Promise<number>;
