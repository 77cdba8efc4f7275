namespace Dashboard.Actions.Changes;

/// <summary>The ARNs of schedules, <c>…:schedule/GROUP/NAME</c>, and of their groups, <c>…:schedule-group/GROUP</c>.</summary>
internal static class ScheduleArn
{
    private const string Schedule = ":schedule/";
    private const string Group = ":schedule-group/";

    public static string InGroup(string groupArn, string name) => $"{groupArn.Replace(Group, Schedule, StringComparison.Ordinal)}/{name}";

    /// <summary>The ARN of a schedule's group.</summary>
    public static string GroupOf(string scheduleArn) => scheduleArn[..scheduleArn.LastIndexOf('/')].Replace(Schedule, Group, StringComparison.Ordinal);

    /// <summary>The ARN of another group of the same account and region.</summary>
    public static string Beside(string groupArn, string group) => groupArn[..(groupArn.IndexOf(Group, StringComparison.Ordinal) + Group.Length)] + group;

    /// <summary>Group and name; the name is null for a group's ARN.</summary>
    public static (string Group, string? Name) Parts(string arn) =>
        arn.IndexOf(Group, StringComparison.Ordinal) is >= 0 and var at ? (arn[(at + Group.Length)..], null)
        : arn[(arn.IndexOf(Schedule, StringComparison.Ordinal) + Schedule.Length)..].Split('/') is [var group, var name] ? (group, name)
        : throw new FormatException($"{arn} is no ARN of a schedule.");
}
