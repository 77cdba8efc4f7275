using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dashboard.Domain.Tasks;

/// <summary>
/// Reads the PascalCase JSON that Step Functions keeps of ECS and of child executions: one ECS task, RunTask's whole answer, or an
/// execution's description. It streams, for a long history holds thousands of them; what it does not know it skips.
/// </summary>
internal static class ServiceAnswerReader
{
    private const int LongestName = 64;

    /// <summary>The answer, or null for text that is no JSON object or speaks of something else. Damaged JSON gives what can be found in it.</summary>
    public static ServiceAnswer? Read(string? text)
    {
        if (text is null || !text.AsSpan().TrimStart().StartsWith('{'))
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, buffer);
            var reader = new Utf8JsonReader(buffer.AsSpan(0, length), new JsonReaderOptions { MaxDepth = 256 });
            reader.Read();
            var draft = new AnswerDraft();
            ReadMembers(ref reader, draft);
            while (reader.Read())
            {
            }

            return draft.Build() is { IsEmpty: false } answer ? answer : null;
        }
        catch (JsonException)
        {
            return DamagedAnswer.Read(text);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair: valid JSON, but no text.
            return DamagedAnswer.Read(text);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void ReadMembers(ref Utf8JsonReader reader, AnswerDraft draft)
    {
        Span<char> name = stackalloc char[LongestName];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = reader.ValueSpan.Length <= LongestName ? reader.CopyString(name) : 0;
            reader.Read();
            switch (name[..length])
            {
                case "TaskArn": draft.TaskArn = Text(ref reader); break;
                case "ClusterArn": draft.ClusterArn = Text(ref reader); break;
                case "TaskDefinitionArn": draft.TaskDefinitionArn = Text(ref reader); break;
                case "LastStatus": draft.LastStatus = Text(ref reader); break;
                case "StopCode": draft.StopCode = Text(ref reader); break;
                case "StoppedReason": draft.StoppedReason = Text(ref reader); break;
                case "Cpu": draft.Cpu = Text(ref reader); break;
                case "Memory": draft.Memory = Text(ref reader); break;
                case "LaunchType": draft.LaunchType = Text(ref reader); break;
                case "CapacityProviderName": draft.CapacityProvider = Text(ref reader); break;
                case "PlatformVersion": draft.PlatformVersion = Text(ref reader); break;
                case "AvailabilityZone": draft.AvailabilityZone = Text(ref reader); break;
                case "CreatedAt": draft.CreatedAt = Time(ref reader); break;
                case "PullStartedAt": draft.PullStartedAt = Time(ref reader); break;
                case "PullStoppedAt": draft.PullStoppedAt = Time(ref reader); break;
                case "StartedAt": draft.StartedAt = Time(ref reader); break;
                case "StoppedAt": draft.StoppedAt = Time(ref reader); break;
                case "ExecutionArn": draft.ExecutionArn = Text(ref reader); break;
                case "StateMachineArn": draft.StateMachineArn = Text(ref reader); break;
                case "Status": draft.Status = Text(ref reader); break;
                case "Error": draft.Error = Text(ref reader); break;
                case "Cause": draft.Cause = Text(ref reader); break;
                case "Reason": draft.FailureReason = Text(ref reader); break;
                case "Overrides": ReadOverrides(ref reader, draft); break;
                case "Containers" when reader.TokenType == JsonTokenType.StartArray: ReadContainers(ref reader, draft); break;
                case "Tasks" when reader.TokenType == JsonTokenType.StartArray: ReadFirst(ref reader, draft); break;
                case "Failures" when reader.TokenType == JsonTokenType.StartArray: draft.Failures += ReadFirst(ref reader, draft); break;
                default: reader.Skip(); break;
            }
        }
    }

    /// <summary>RunTask starts one task for a <c>.sync</c> state, so the first is the one.</summary>
    private static int ReadFirst(ref Utf8JsonReader reader, AnswerDraft draft)
    {
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count++ == 0 && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadMembers(ref reader, draft);
            }
            else
            {
                reader.Skip();
            }
        }

        return count;
    }

    private static void ReadContainers(ref Utf8JsonReader reader, AnswerDraft draft)
    {
        draft.Containers ??= ImmutableArray.CreateBuilder<ContainerExit>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                draft.Containers.Add(ReadContainer(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static ContainerExit ReadContainer(ref Utf8JsonReader reader)
    {
        var exit = new ContainerExit("", null, null, null, null, null);
        Span<char> name = stackalloc char[LongestName];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = reader.ValueSpan.Length <= LongestName ? reader.CopyString(name) : 0;
            reader.Read();
            switch (name[..length])
            {
                case "Name": exit = exit with { Name = Text(ref reader) ?? "" }; break;
                case "ExitCode": exit = exit with { ExitCode = Number(ref reader) }; break;
                case "Reason": exit = exit with { Reason = Text(ref reader) }; break;
                case "Image": exit = exit with { Image = Text(ref reader) }; break;
                case "ImageDigest": exit = exit with { ImageDigest = Text(ref reader) }; break;
                case "LastStatus": exit = exit with { LastStatus = Text(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return exit;
    }

    /// <summary>Of <c>Overrides.ContainerOverrides[].Name</c> only the names: the values may be secrets.</summary>
    private static void ReadOverrides(ref Utf8JsonReader reader, AnswerDraft draft)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            // Depth below Overrides: 1 its members, 2 the items, 3 an item's members.
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 3 && reader.ValueTextEquals("Name"u8))
            {
                reader.Read();
                if (Text(ref reader) is { } container)
                {
                    draft.Overridden.Add(container);
                }
            }
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        if (reader.TokenType == JsonTokenType.Number)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        reader.Skip();
        return null;
    }

    private static int? Number(ref Utf8JsonReader reader) =>
        int.TryParse(Text(ref reader), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Milliseconds since 1970 as Step Functions writes them; other servers write ISO 8601.</summary>
    private static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            var ok = reader.TryGetDouble(out var ms) && ms is > -62_000_000_000_000 and < 250_000_000_000_000;
            return ok ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms) : null;
        }

        return DateTimeOffset.TryParse(Text(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
