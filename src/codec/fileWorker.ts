// Runs in a worker thread of its own: reads the file it is given and ends. The thread that started it may end it earlier.
import { parentPort, workerData } from "node:worker_threads";
import { decodeFile } from "./file";

const { bytes, encoding } = workerData as { readonly bytes: Uint8Array; readonly encoding?: string };
void decodeFile(bytes, encoding).then((file) => parentPort?.postMessage(file));
