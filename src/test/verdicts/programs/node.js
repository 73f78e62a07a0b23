// node.js KIND: what node's loop, its pool and its workers do.
const { Worker, isMainThread, workerData } = require('worker_threads');
const children = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const net = require('net');

const kind = isMainThread ? process.argv[2] : workerData;
const argument = process.argv[3];

function busyFor(milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
}

function inTurns(milliseconds) {
  busyFor(milliseconds);
  setImmediate(inTurns, milliseconds);
}

function hash() {
  crypto.pbkdf2('a', 'b', 100000, 64, 'sha512', hash);
}

const kinds = {
  http: () => http.createServer((_, answer) => answer.end('x')).listen(0, '127.0.0.1'),
  blocked: () => { kinds.http(); inTurns(200); },
  pool: () => { for (let i = 0; i < 4; i++) hash(); },
  'pool-and-loop': () => { kinds.pool(); inTurns(20); },
  spawn: () => children.spawn('sleep', ['99']),
  'spawn-sync': () => children.spawnSync('sleep', ['99']),
  workers: () => { for (let i = 0; i < Number(argument); i++) new Worker(__filename, { workerData: 'spin' }); },
  spin: () => { for (;;); },
  'idle-workers': () => { for (let i = 0; i < 3; i++) new Worker(__filename, { workerData: 'timer' }); kinds.timer(); },
  timer: () => setInterval(() => {}, 500),
  'atomics-wait': () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  'waits-for-worker': () => { new Worker(__filename, { workerData: 'spin' }); setTimeout(kinds['atomics-wait'], 100); },
  fifos: () => {
    for (let i = 0; i < 8; i++) {
      children.execFileSync('mkfifo', ['pipe' + i]);
      fs.read(fs.openSync('pipe' + i, 'r+'), Buffer.alloc(1), 0, 1, null, () => {});
    }
    kinds.timer();
  },
  client: () => {
    const connection = net.connect(Number(argument), '127.0.0.1');
    connection.write('GET / HTTP/1.0\r\n\r\n');
  },
  light: () => setInterval(busyFor, 50, 5),
};

kinds[kind]();
