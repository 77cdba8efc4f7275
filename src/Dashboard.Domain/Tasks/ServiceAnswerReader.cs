using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Dashboard.Domain.Tasks;

/// <summary>
/// Reads the PascalCase JSON that Step Functions keeps of ECS and of child executions: one ECS task, RunTask's whole answer, or an
/// execution's description. What it does not know it passes over.
/// </summary>
internal static class ServiceAnswerReader
{
    /// <summary>The answer, or null for text that is no JSON object or speaks of something else. Damaged JSON gives what can be found in it.</summary>
    public static ServiceAnswer? Read(string? text)
    {
        if (text is null || !text.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        try
        {
            var json = new JsonSkim(text);
            var draft = new AnswerDraft();
            ReadMembers(ref json, draft, isWhole: true);
            return !json.IsAtEnd ? DamagedAnswer.Read(text) : draft.Build() is { IsEmpty: false } answer ? answer : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return DamagedAnswer.Read(text);
        }
    }

    /// <param name="isWhole">It can be RunTask's whole answer; a task in it cannot, so nothing nests without end.</param>
    private static void ReadMembers(ref JsonSkim json, AnswerDraft draft, bool isWhole)
    {
        if (!json.Enter('{'))
        {
            return;
        }

        while (json.NextMember(out var name))
        {
            switch (name)
            {
                case "TaskArn": draft.TaskArn = json.Text(); break;
                case "ClusterArn": draft.ClusterArn = json.Text(); break;
                case "TaskDefinitionArn": draft.TaskDefinitionArn = json.Text(); break;
                case "LastStatus": draft.LastStatus = json.Text(); break;
                case "StopCode": draft.StopCode = json.Text(); break;
                case "StoppedReason": draft.StoppedReason = json.Text(); break;
                case "Cpu": draft.Cpu = json.Text(); break;
                case "Memory": draft.Memory = json.Text(); break;
                case "LaunchType": draft.LaunchType = json.Text(); break;
                case "CapacityProviderName": draft.CapacityProvider = json.Text(); break;
                case "PlatformVersion": draft.PlatformVersion = json.Text(); break;
                case "AvailabilityZone": draft.AvailabilityZone = json.Text(); break;
                case "CreatedAt": draft.CreatedAt = Time(ref json); break;
                case "PullStartedAt": draft.PullStartedAt = Time(ref json); break;
                case "PullStoppedAt": draft.PullStoppedAt = Time(ref json); break;
                case "StartedAt": draft.StartedAt = Time(ref json); break;
                case "StoppedAt": draft.StoppedAt = Time(ref json); break;
                case "ExecutionArn": draft.ExecutionArn = json.Text(); break;
                case "StateMachineArn": draft.StateMachineArn = json.Text(); break;
                case "Status": draft.Status = json.Text(); break;
                case "Error": draft.Error = json.Text(); break;
                case "Cause": draft.Cause = json.Text(); break;
                case "Reason": draft.FailureReason = json.Text(); break;
                case "Overrides": ReadOverrides(ref json, draft); break;
                case "Containers": ReadContainers(ref json, draft); break;
                case "Tasks" when isWhole: ReadFirst(ref json, draft); break;
                case "Failures" when isWhole: draft.Failures += ReadFirst(ref json, draft); break;
                default: json.Skip(); break;
            }
        }
    }

    /// <summary>RunTask starts one task for a <c>.sync</c> state, so the first is the one.</summary>
    private static int ReadFirst(ref JsonSkim json, AnswerDraft draft)
    {
        var count = 0;
        if (json.Enter('['))
        {
            while (json.NextItem())
            {
                if (count++ == 0)
                {
                    ReadMembers(ref json, draft, isWhole: false);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        return count;
    }

    private static void ReadContainers(ref JsonSkim json, AnswerDraft draft)
    {
        if (!json.Enter('['))
        {
            return;
        }

        draft.Containers ??= ImmutableArray.CreateBuilder<ContainerExit>();
        while (json.NextItem())
        {
            if (json.Enter('{'))
            {
                draft.Containers.Add(ReadContainer(ref json));
            }
        }
    }

    private static ContainerExit ReadContainer(ref JsonSkim json)
    {
        var (name, code, reason, image, digest, status) = ("", (int?)null, (string?)null, (string?)null, (string?)null, (string?)null);
        while (json.NextMember(out var member))
        {
            switch (member)
            {
                case "Name": name = json.Text() ?? ""; break;
                case "ExitCode": code = Number(ref json); break;
                case "Reason": reason = json.Text(); break;
                case "Image": image = json.Text(); break;
                case "ImageDigest": digest = json.Text(); break;
                case "LastStatus": status = json.Text(); break;
                default: json.Skip(); break;
            }
        }

        return new ContainerExit(name, code, reason, image, digest, status);
    }

    /// <summary>Of <c>Overrides.ContainerOverrides[].Name</c> only the names: the values may be secrets.</summary>
    private static void ReadOverrides(ref JsonSkim json, AnswerDraft draft)
    {
        if (!json.Enter('{'))
        {
            return;
        }

        while (json.NextMember(out _))
        {
            if (!json.Enter('['))
            {
                continue;
            }

            while (json.NextItem())
            {
                if (!json.Enter('{'))
                {
                    continue;
                }

                while (json.NextMember(out var name))
                {
                    if (name is not "Name")
                    {
                        json.Skip();
                    }
                    else if (json.Text() is { } container)
                    {
                        draft.Overridden = draft.Overridden.Add(container);
                    }
                }
            }
        }
    }

    private static int? Number(ref JsonSkim json) =>
        int.TryParse(json.Text(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Milliseconds since 1970 as Step Functions writes them; other servers write ISO 8601.</summary>
    private static DateTimeOffset? Time(ref JsonSkim json)
    {
        if (json.Next is not ('-' or (>= '0' and <= '9')))
        {
            return DateTimeOffset.TryParse(json.Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        }

        return double.TryParse(json.Number(), NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) && ms is > -62_000_000_000_000 and < 250_000_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms)
            : null;
    }
}
