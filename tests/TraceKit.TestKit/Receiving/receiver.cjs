// An OTLP receiver for tests. It reads one line from its input, {"replies":[…]}: how to answer the first request, the second, …; the last
// reply is repeated. It writes one line with its ports, then one line for each request, decoded. It ends when its input ends.
'use strict';
const http = require('node:http');
const zlib = require('node:zlib');
const readline = require('node:readline');
const { decode, parse, answer } = require('./definitions.cjs');
const { serve, bomb } = require('./replies.cjs');
const { honest, liar } = require('./rpc.cjs');

const lifetimeMs = 300_000;
setTimeout(() => process.exit(3), lifetimeMs).unref();

const write = value => process.stdout.write(`${JSON.stringify(value)}\n`);
const lines = readline.createInterface({ input: process.stdin });
lines.once('line', line => start(JSON.parse(line, (_, value) => value ?? undefined).replies));
lines.once('close', () => process.stdout.write('', () => process.exit(0))); // a pipe takes its time

const listen = server => new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

async function start(replies) {
  for (const reply of replies) if (reply.mode === 'bomb') bomb(reply.mib);
  let number = 0;
  const next = () => replies[Math.min(number++, replies.length - 1)] ?? {};
  const report = (server, signal, path, headers, wireBytes, bytes, json) =>
    write({ number, server, signal, path, headers, wireBytes, bytes: bytes.length, ...(json ? parse(signal, bytes) : decode(signal, bytes)) });

  const rpc = server => (signal, path, headers, bytes) => {
    const reply = next();
    report(server, signal, path, headers, bytes.length, bytes, false);
    return reply;
  };

  let elsewhere;
  const web = server => http.createServer({ maxHeaderSize: 1 << 16 }, (request, response) => {
    const reply = next();
    if (reply.mode === 'resetEarly') return request.socket.resetAndDestroy();
    const parts = [];
    request.on('error', () => {});
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const signal = request.url.endsWith('/v1/logs') ? 'logs' : 'traces';
      const json = (request.headers['content-type'] ?? '').startsWith('application/json');
      const bytes = request.headers['content-encoding'] === 'gzip' ? zlib.gunzipSync(body) : body;
      report(server, signal, request.url, request.headers, body.length, bytes, json);
      const content = answer(signal, reply);
      serve(reply, request, response, json ? content.json : content.protobuf, elsewhere);
    });
  });

  const [http1, other, grpc, grpcLiar] = await Promise.all([listen(web('http')), listen(web('elsewhere')), honest(rpc('grpc')), liar(rpc('grpcLiar'))]);
  elsewhere = `http://127.0.0.1:${other}`;
  write({ http: http1, elsewhere: other, grpc, grpcLiar });
}
