// One round: the same event, warm-up, figures and end as the children on .NET (Measuring/Child.cs).
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , , chars, events, , warmUp, end, folder, sink, result] = process.argv;
const text =
  "The quick brown fox looked up order 1025 and found that the box was empty, so it asked the shop to send another one.\n" +
  '{"order":"W1025","status":"shipped","items":["blue mug","green bowl"],"note":"left at the door"}\n';
const content = text.repeat(Math.floor(Number(chars) / text.length) + 1).slice(0, Number(chars));
const warmUpRound = 2000;

const runId = randomUUID();

export const sinkAddress = sink;

/** Runs the round. `make(file)` gives `{ write(event), close() }`; close may be asynchronous. */
export async function round(make) {
  mkdirSync(join(folder, "warm-up"), { recursive: true });
  mkdirSync(join(folder, "measured"), { recursive: true });
  let lives = 0;
  for (let done = 0; done < Number(warmUp); done += warmUpRound, lives++) {
    const peer = await make(join(folder, "warm-up", "events.jsonl"));
    write(peer, Math.min(warmUpRound, Number(warmUp) - done), null);
    await peer.close();
  }

  writeFileSync(join(folder, "warm-up.count"), `${warmUp} ${lives}`);
  const count = Number(events);
  const times = new Float64Array(count);
  const peer = await make(join(folder, "measured", "events.jsonl"));
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  write(peer, count, times);
  if (end === "dies") {
    process.kill(process.pid, "SIGKILL");
    for (;;);
  }

  await peer.close();
  const wall = Number(process.hrtime.bigint() - started) / 1000;
  const used = process.cpuUsage(cpu);
  times.sort();
  const at = (quantile) => times[Math.floor(quantile * (count - 1))];
  writeFileSync(
    result,
    JSON.stringify({
      cpu_us: (used.user + used.system) / count,
      wall_us: wall / count,
      p50_us: at(0.5),
      p99_us: at(0.99),
      p999_us: at(0.999),
      // the kernel's figure of a process's own memory; maxRSS begins with that of the parent
      peak_mi_b: Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024,
    }),
  );
  process.exit(0);
}

function write(peer, count, times) {
  for (let i = 0; i < count; i++) {
    const before = performance.now();
    peer.write({
      run_id: runId,
      seq: i,
      step: i % 30,
      role: "tool",
      type: "tool_result",
      version: 1,
      call_id: "call_" + i.toString(16).padStart(8, "0"),
      name: "search_orders",
      ok: true,
      content,
      latency_ms: 12.5 + (i % 7),
      schema_verdict: "valid",
    });
    if (times) {
      times[i] = (performance.now() - before) * 1000;
    }
  }
}
