import { Client, RunTree } from "langsmith";
import { round, sinkAddress } from "./round.mjs";

await round(() => {
  const client = new Client({ apiUrl: sinkAddress.replace(/\/$/, ""), apiKey: "lsv2_benchmark" });
  const pending = [];
  return {
    write({ content, ...inputs }) {
      const run = new RunTree({ name: "search_orders", run_type: "tool", inputs, client, project_name: "head-to-head" });
      run.end({ content });
      pending.push(run.postRun());
    },
    close: async () => {
      await Promise.all(pending);
      await client.awaitPendingTraceBatches();
    },
  };
});
