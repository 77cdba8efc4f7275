// Makes one call a line with the AWS SDK for JavaScript: {"service","operation","input","prefix"} in, {"answer"} or {"error"} out.
import { Agent } from "node:http";
import { createInterface } from "node:readline";
import * as stepfunctions from "@aws-sdk/client-sfn";
import * as ecs from "@aws-sdk/client-ecs";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as scheduler from "@aws-sdk/client-scheduler";

const plain = { endpoint: process.argv[2], maxAttempts: 1, disableHostPrefix: true };
// No resolver knows sync-127.0.0.1, so a client that keeps the prefix is told where that is.
const lookup = (_, options, found) => (options.all ? found(null, [{ address: "127.0.0.1", family: 4 }]) : found(null, "127.0.0.1", 4));
const prefixed = { endpoint: process.argv[2], maxAttempts: 1, requestHandler: { httpAgent: new Agent({ lookup }) } };
const services = {
  stepfunctions: [stepfunctions, stepfunctions.SFNClient],
  ecs: [ecs, ecs.ECSClient],
  logs: [logs, logs.CloudWatchLogsClient],
  scheduler: [scheduler, scheduler.SchedulerClient],
};
const clients = Object.fromEntries(Object.entries(services).map(([name, [, Client]]) => [name, { false: new Client(plain), true: new Client(prefixed) }]));

/** What a stream says, by kind, until it shows a line. */
async function untilALine(events) {
  const seen = {};
  for await (const event of events) {
    Object.assign(seen, event);
    if (event.sessionUpdate?.sessionResults?.length) break;
  }
  return seen;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { service, operation, input, prefix } = JSON.parse(line);
  const [commands] = services[service];
  let result;
  try {
    const { $metadata, responseStream, ...answer } = await clients[service][prefix].send(new commands[operation + "Command"](input));
    result = { answer: responseStream ? await untilALine(responseStream) : answer };
  } catch (error) {
    result = { error: error.name };
  }
  console.log(JSON.stringify(result));
}
