// How the receiver behaves over HTTP, honest or not. The script of replies comes from the test.
'use strict';
const zlib = require('node:zlib');

const filler = Buffer.alloc(1 << 16, 0x20);

/** Writes until the other side has had enough; `left` bytes at most. */
function pour(response, left) {
  const more = () => {
    while (left > 0 && !response.destroyed) {
      const part = filler.subarray(0, Math.min(left, filler.length));
      left -= part.length;
      if (!response.write(part)) return response.once('drain', more);
    }
    return left <= 0 && !response.destroyed ? response.end() : undefined;
  };
  response.on('error', () => {});
  more();
}

/** Spaces, `mib` MiB of them, as a gzip stream of a thousandth of that; made once, as it takes a while. */
const bombs = new Map();
function bomb(mib) {
  if (!bombs.has(mib)) bombs.set(mib, zlib.gzipSync(Buffer.alloc(mib << 20, 0x20)));
  return bombs.get(mib);
}

/** Sends one byte each `ms`, for ever. */
function drip(response, ms) {
  const timer = setInterval(() => response.write(' '), ms);
  response.on('error', () => {});
  response.on('close', () => clearInterval(timer));
}

/** Answers over HTTP/1.1 as the reply says. */
function serve(reply, request, response, body, elsewhere) {
  const headers = { 'content-type': request.headers['content-type'] ?? 'application/x-protobuf', ...reply.headers };
  switch (reply.mode) {
    case 'hang': return undefined;
    case 'reset': return request.socket.resetAndDestroy();
    case 'garbage': response.writeHead(200, headers); return response.end(Buffer.from([0xff, 0xfe, 0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7b]));
    case 'huge': response.writeHead(200, { ...headers, 'content-length': String(reply.mib * (1 << 20)) }); return pour(response, reply.mib * (1 << 20));
    case 'endless': response.writeHead(200, headers); return pour(response, Number.MAX_SAFE_INTEGER);
    case 'drip': response.writeHead(200, headers); return drip(response, reply.delayMs);
    case 'bomb': response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }); return response.end(bomb(reply.mib));
    case 'redirect': response.writeHead(reply.status ?? 307, { ...headers, location: `${elsewhere}${request.url}` }); return response.end();
    default: return setTimeout(() => { response.writeHead(reply.status ?? 200, headers); response.end(body); }, reply.delayMs ?? 0);
  }
}

module.exports = { serve, pour, bomb };
