// Makes one call a line with the AWS SDK for JavaScript: {"service","operation","input"} in, {"answer"} or {"error"} out.
import { createInterface } from "node:readline";
import * as stepfunctions from "@aws-sdk/client-sfn";
import * as ecs from "@aws-sdk/client-ecs";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as scheduler from "@aws-sdk/client-scheduler";

const settings = { endpoint: process.argv[2], maxAttempts: 1, disableHostPrefix: true };
const services = {
  stepfunctions: [stepfunctions, new stepfunctions.SFNClient(settings)],
  ecs: [ecs, new ecs.ECSClient(settings)],
  logs: [logs, new logs.CloudWatchLogsClient(settings)],
  scheduler: [scheduler, new scheduler.SchedulerClient(settings)],
};

for await (const line of createInterface({ input: process.stdin })) {
  const { service, operation, input } = JSON.parse(line);
  const [commands, client] = services[service];
  let result;
  try {
    const { $metadata, ...answer } = await client.send(new commands[operation + "Command"](input));
    result = { answer };
  } catch (error) {
    result = { error: error.name };
  }
  console.log(JSON.stringify(result));
}
