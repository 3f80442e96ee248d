import pino from "pino";
import { round } from "./round.mjs";

await round((file) => {
  const destination = pino.destination({ dest: file, sync: true });
  const log = pino(destination);
  return { write: (event) => log.info(event), close: () => destination.flushSync() };
});
