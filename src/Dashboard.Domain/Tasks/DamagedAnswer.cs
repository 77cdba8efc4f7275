using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dashboard.Domain.Tasks;

/// <summary>Finds exit codes and the task in JSON that was cut off: a Cause holds 32,768 characters at most, and nothing says that AWS keeps it whole.</summary>
internal static partial class DamagedAnswer
{
    public static ServiceAnswer? Read(string text)
    {
        ImmutableArray<ContainerExit> containers =
        [
            .. ExitCodes().Matches(text)
                .Select(m => int.TryParse(m.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : (int?)null)
                .OfType<int>()
                .Select(code => new ContainerExit("", code, null, null, null, null)),
        ];
        var task = Value(TaskArns(), text) is { } arn
            ? new EcsTask { TaskArn = arn, StopCode = Value(StopCodes(), text), StoppedReason = Value(StoppedReasons(), text), Containers = containers }
            : null;
        var answer = new ServiceAnswer { Task = task, LooseExitCode = task is null && containers.Length > 0 ? containers[0].ExitCode : null };
        return answer.IsEmpty ? null : answer;
    }

    private static string? Value(Regex regex, string text) => regex.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""\\*"ExitCode\\*"\s*:\s*(-?[0-9]{1,10})""", RegexOptions.NonBacktracking)]
    private static partial Regex ExitCodes();

    [GeneratedRegex("""\\*"TaskArn\\*"\s*:\s*\\*"([^"\\]+)\\*"?""", RegexOptions.NonBacktracking)]
    private static partial Regex TaskArns();

    [GeneratedRegex("""\\*"StopCode\\*"\s*:\s*\\*"([^"\\]+)\\*"?""", RegexOptions.NonBacktracking)]
    private static partial Regex StopCodes();

    [GeneratedRegex("""\\*"StoppedReason\\*"\s*:\s*\\*"([^"\\]+)\\*"?""", RegexOptions.NonBacktracking)]
    private static partial Regex StoppedReasons();
}
