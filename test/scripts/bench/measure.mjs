import fs from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Runs work many times after a warm-up and gives the milliseconds of each run, shortest first. */
export function timesOf(runs, work, warmUps = Math.ceil(runs / 4)) {
  const times = [];
  for (let run = -warmUps; run < runs; run++) {
    const before = performance.now();
    work(run);
    const time = performance.now() - before;
    if (run >= 0) times.push(time);
  }
  return times.sort((one, other) => one - other);
}

/** The value below which that share of the sorted values lies. */
export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export function median(values) {
  return quantile(
    [...values].sort((one, other) => one - other),
    0.5,
  );
}

/** Bytes of live objects, after garbage has been collected. */
export function heapInUse() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

/** Seconds of processor time of all processes that this one has waited for; undefined where the system does not tell. */
export function processorTimeOfChildren() {
  try {
    const fields = fs.readFileSync('/proc/self/stat', 'utf8').split(') ').pop().split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return undefined;
  }
}

/** Megabytes of memory that another process holds, or with `VmHWM` held at most; undefined where the system does not tell. */
export function residentMegabytes(pid, which = 'VmRSS') {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = new RegExp(`${which}:\\s*(\\d+)`).exec(status)?.[1];
    return Number(kilobytes) / 1000;
  } catch {
    return undefined;
  }
}
