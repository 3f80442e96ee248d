import pino from "pino";
import { round } from "./round.mjs";

await round((file) => {
  const destination = pino.destination({ dest: file, sync: false, minLength: 4096 });
  const log = pino(destination);
  return { write: (event) => log.info(event), close: () => new Promise((done) => destination.on("close", done).end()) };
});
