using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>All schedules and their groups; the group <c>default</c> is always there.</summary>
internal sealed class ScheduleStore
{
    private readonly Arns _arns;
    private readonly TimeProvider _time;
    private readonly ScheduleRunner _runner;
    private readonly ConcurrentDictionary<string, ScheduleGroupRecord> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ScheduleRecord> _schedules = new(StringComparer.Ordinal);

    public ScheduleStore(Arns arns, TimeProvider time, ScheduleRunner runner)
    {
        (_arns, _time, _runner) = (arns, time, runner);
        CreateGroup("default");
    }

    public IEnumerable<ScheduleGroupRecord> Groups => _groups.Values.OrderBy(g => g.Name, StringComparer.Ordinal);

    public IEnumerable<ScheduleRecord> All => _schedules.Values.OrderBy(s => s.Group, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal);

    public ScheduleGroupRecord CreateGroup(string name)
    {
        ScheduleReader.CheckName(name);
        var group = new ScheduleGroupRecord(name, _arns.ScheduleGroup(name), _time.GetUtcNow());
        return _groups.TryAdd(name, group) ? group : throw Conflict($"Schedule group {name} already exists.");
    }

    public ScheduleGroupRecord Group(string name) => _groups.GetValueOrDefault(name) ?? throw NotFound($"Schedule group {name} does not exist.");

    /// <summary>Removes the group and every schedule in it.</summary>
    public void DeleteGroup(string name)
    {
        Group(name);
        if (name == "default")
        {
            throw AwsErrorException.Validation("Default schedule group cannot be deleted.");
        }

        _groups.TryRemove(name, out _);
        foreach (var schedule in All.Where(s => s.Group == name))
        {
            Delete(name, schedule.Name);
        }
    }

    public ScheduleRecord Get(string group, string name) => _schedules.GetValueOrDefault(_arns.Schedule(group, name)) ?? throw NotFound($"Schedule {name} does not exist.");

    /// <param name="body">The members of CreateSchedule.</param>
    public ScheduleRecord Create(string name, JsonObject body)
    {
        var schedule = ScheduleReader.Read(name, body, _arns, _time.GetUtcNow());
        Group(schedule.Group);
        if (!_schedules.TryAdd(schedule.Arn, schedule))
        {
            throw Conflict($"Schedule {name} already exists.");
        }

        _runner.Watch(schedule, Delete);
        return schedule;
    }

    /// <summary>Replaces the whole schedule.</summary>
    public ScheduleRecord Update(string name, JsonObject body)
    {
        var read = ScheduleReader.Read(name, body, _arns, _time.GetUtcNow());
        var schedule = read with { CreatedAt = Get(read.Group, name).CreatedAt };
        _schedules[schedule.Arn] = schedule;
        _runner.Watch(schedule, Delete);
        return schedule;
    }

    public void Delete(string group, string name)
    {
        var schedule = Get(group, name);
        _runner.Forget(schedule.Arn);
        _schedules.TryRemove(schedule.Arn, out _);
    }

    private static AwsErrorException NotFound(string message) => new("ResourceNotFoundException", message, StatusCodes.Status404NotFound);

    private static AwsErrorException Conflict(string message) => new("ConflictException", message, StatusCodes.Status409Conflict);
}
