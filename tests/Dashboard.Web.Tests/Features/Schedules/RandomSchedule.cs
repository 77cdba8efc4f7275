using System.Text.Json.Nodes;
using Dashboard.Features.Schedules;

namespace Dashboard.Web.Tests.Features.Schedules;

/// <summary>Schedules of every kind, with members that no version of this program knows, and edits of one field.</summary>
internal static class RandomSchedule
{
    private static readonly string[] Texts = ["夜間バッチ", "<aws.scheduler.scheduled-time>", "a \"quoted\" \\ text", "line\nbreak", "\u2028 & <b>", "𠮷野家", "", "0.10"];
    private static readonly string[] Numbers = ["1", "1.0", "1e3", "1900000000.123", "-0", "12345678901234567890", "0.1000"];
    private static readonly string[] Expressions = ["cron(0 10 * * ? *)", "cron(0/15 8-17 ? * MON-FRI *)", "rate(5 minutes)", "at(2030-01-01T00:00:00)", "cron(0 6 L * ? *)"];
    private static readonly string[] Zones = ["Asia/Tokyo", "Europe/Berlin", "UTC", "America/Los_Angeles"];

    public static JsonObject Create(Random random)
    {
        var schedule = new JsonObject
        {
            ["Arn"] = "arn:aws:scheduler:ap-northeast-1:123456789012:schedule/batch/nightly", ["Name"] = "nightly", ["GroupName"] = "batch",
            ["CreationDate"] = 1_700_000_000.5, ["LastModificationDate"] = 1_750_000_000, ["ScheduleExpression"] = Pick(random, Expressions),
            ["ScheduleExpressionTimezone"] = Pick(random, Zones), ["State"] = Pick(random, ["ENABLED", "DISABLED"]), ["Target"] = Target(random),
            ["FlexibleTimeWindow"] = random.Next(2) == 0 ? new JsonObject { ["Mode"] = "OFF" } : new JsonObject { ["Mode"] = "FLEXIBLE", ["MaximumWindowInMinutes"] = random.Next(1, 1441) },
        };
        Maybe(schedule, "Description", Pick(random, Texts));
        Maybe(schedule, "EndDate", 1_900_000_000 + random.Next(1000));
        Maybe(schedule, "StartDate", 1_850_000_000 + random.Next(1000));
        Maybe(schedule, "KmsKeyArn", "arn:aws:kms:ap-northeast-1:123456789012:key/1");
        Maybe(schedule, "ActionAfterCompletion", Pick(random, ["NONE", "DELETE"]));
        for (var i = random.Next(4); i > 0; i--)
        {
            schedule[$"Unknown/{i}~"] = Anything(random, 3);
        }

        return schedule;

        void Maybe(JsonObject owner, string name, JsonNode value)
        {
            if (random.Next(2) == 0)
            {
                owner[name] = value;
            }
        }
    }

    /// <summary>One field of the form, changed.</summary>
    public static ScheduleDraft Edit(ScheduleDraft draft, Random random) => random.Next(12) switch
    {
        0 => draft.SetText(ScheduleDraft.ExpressionPath, Pick(random, Expressions)),
        1 => draft.SetText(ScheduleDraft.ZonePath, Pick(random, Zones)),
        2 => draft.SetText(ScheduleDraft.StatePath, draft.Schedule.Enabled ? "DISABLED" : "ENABLED"),
        3 => draft.SetTime(ScheduleDraft.EndPath, random.Next(3) == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(1_950_000_000 + random.Next(1000))),
        4 => draft.SetTime(ScheduleDraft.StartPath, random.Next(3) == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(1_860_000_000 + random.Next(1000))),
        5 => draft.SetText(ScheduleDraft.WindowModePath, "FLEXIBLE").SetNumber(ScheduleDraft.WindowPath, random.Next(1, 1441)),
        6 => draft.SetText(ScheduleDraft.InputPath, $"{{\"at\":\"<aws.scheduler.scheduled-time>\",\"n\":{random.Next()}}}"),
        7 => draft.SetNumber(ScheduleDraft.RetriesPath, random.Next(186)),
        8 => draft.SetNumber(ScheduleDraft.AgePath, random.Next(60, 86_401)),
        9 => random.Next(2) == 0 ? draft.Set(ScheduleDraft.DeadLetterPath, null) : draft.SetText(ScheduleDraft.DeadLetterPath + "/Arn", $"arn:aws:sqs:ap-northeast-1:123456789012:q{random.Next(9)}"),
        10 => draft.SetText(ScheduleDraft.DescriptionPath, Pick(random, Texts)),
        _ => draft.SetText(ScheduleDraft.CompletionPath, draft.Schedule.IsDeletedAfterCompletion ? "NONE" : "DELETE"),
    };

    private static JsonObject Target(Random random)
    {
        var target = new JsonObject { ["RoleArn"] = "arn:aws:iam::123456789012:role/r", ["RetryPolicy"] = new JsonObject { ["MaximumEventAgeInSeconds"] = 3600, ["MaximumRetryAttempts"] = random.Next(186) } };
        (target["Arn"], var extra) = random.Next(8) switch
        {
            0 => ("arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare", null),
            1 => ("arn:aws:scheduler:::aws-sdk:sfn:startExecution", null),
            2 => ("arn:aws:ecs:ap-northeast-1:123456789012:cluster/c", ("EcsParameters", """{"TaskDefinitionArn":"arn:td","TaskCount":2,"LaunchType":"FARGATE","NetworkConfiguration":{"awsvpcConfiguration":{"Subnets":["s-1","s-2"],"AssignPublicIp":"ENABLED"}},"Tags":[{"a":"b"}],"PlacementConstraints":[]}""")),
            3 => ("arn:aws:events:ap-northeast-1:123456789012:event-bus/b", ("EventBridgeParameters", """{"DetailType":"d","Source":"s"}""")),
            4 => ("arn:aws:kinesis:ap-northeast-1:123456789012:stream/k", ("KinesisParameters", """{"PartitionKey":"p"}""")),
            5 => ("arn:aws:sagemaker:ap-northeast-1:123456789012:pipeline/p", ("SageMakerPipelineParameters", """{"PipelineParameterList":[{"Name":"n","Value":"v"}]}""")),
            6 => ("arn:aws:sqs:ap-northeast-1:123456789012:q.fifo", ("SqsParameters", """{"MessageGroupId":"g"}""")),
            _ => ((string, (string Name, string Json)?))("arn:aws:lambda:ap-northeast-1:123456789012:function:f", null),
        };
        if (extra is { } parameters)
        {
            target[parameters.Name] = JsonNode.Parse(parameters.Json);
        }

        if (random.Next(2) == 0)
        {
            target["Input"] = $"{{\"text\" : {System.Text.Json.JsonSerializer.Serialize(Pick(random, Texts))} , \"n\":{Pick(random, Numbers)} }}";
        }

        if (random.Next(2) == 0)
        {
            target["DeadLetterConfig"] = new JsonObject { ["Arn"] = "arn:aws:sqs:ap-northeast-1:123456789012:dead", ["FutureMember"] = Anything(random, 1) };
        }

        if (random.Next(2) == 0)
        {
            target["FutureParameters"] = Anything(random, 3);
        }

        return target;
    }

    private static JsonNode? Anything(Random random, int depth) => random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => JsonValue.Create(Pick(random, Texts)),
        1 => JsonNode.Parse(Pick(random, Numbers)),
        2 => JsonValue.Create(random.Next(2) == 0),
        3 => null,
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Anything(random, depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(3)).Select(i => KeyValuePair.Create($"m{i}.{Pick(random, Texts)}", Anything(random, depth - 1)))),
    };

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
