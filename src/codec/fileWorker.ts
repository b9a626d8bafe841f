// Runs in a worker thread of its own: reads the file it is given and ends. The thread that started it may end it earlier.
import { parentPort, workerData } from "node:worker_threads";
import { decodeFile } from "./file";

void decodeFile(workerData as Uint8Array).then((file) => parentPort?.postMessage(file));
