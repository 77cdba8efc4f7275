using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dashboard.Sandbox.Protocol;

namespace Dashboard.Sandbox.Scheduling;

/// <summary>All schedules and their groups; the group <c>default</c> is always there.</summary>
internal sealed class ScheduleStore
{
    private const string Default = "default";
    private const int MostGroups = 500;

    // AWS gives no figure; long enough to be seen.
    private static readonly TimeSpan Deletion = TimeSpan.FromSeconds(5);

    private readonly Arns _arns;
    private readonly TimeProvider _time;
    private readonly ScheduleRunner _runner;
    private readonly ConcurrentDictionary<string, ScheduleGroupRecord> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ScheduleRecord> _schedules = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ITimer> _deletions = new(StringComparer.Ordinal);

    public ScheduleStore(Arns arns, TimeProvider time, ScheduleRunner runner)
    {
        (_arns, _time, _runner) = (arns, time, runner);
        CreateGroup(Default);
    }

    public IEnumerable<ScheduleGroupRecord> Groups => _groups.Values.OrderBy(g => g.Name, StringComparer.Ordinal);

    public IEnumerable<ScheduleRecord> All => _schedules.Values.OrderBy(s => s.Group, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal);

    /// <exception cref="AwsErrorException">ConflictException, also while one of this name is being deleted; ServiceQuotaExceededException.</exception>
    public ScheduleGroupRecord CreateGroup(string name)
    {
        var group = new ScheduleGroupRecord(name, _arns.ScheduleGroup(name), _time.GetUtcNow());
        if (_groups.Count >= MostGroups)
        {
            throw new AwsErrorException("ServiceQuotaExceededException", "The request exceeds the number of schedule groups of this account.", StatusCodes.Status402PaymentRequired);
        }

        return _groups.TryAdd(name, group) ? group : throw Conflict($"Schedule group {name} already exists.");
    }

    public ScheduleGroupRecord Group(string name) => _groups.GetValueOrDefault(name) ?? throw NotFound($"Schedule group {name} does not exist.");

    /// <summary>Removes the group and every schedule in it, some seconds later: until then it is DELETING.</summary>
    public void DeleteGroup(string name)
    {
        var group = Group(name);
        if (name == Default)
        {
            throw AwsErrorException.Validation("Default schedule group cannot be deleted.");
        }

        if (group.DeletedAt is null)
        {
            _groups[name] = group with { DeletedAt = _time.GetUtcNow() };
            _deletions[name] = _time.CreateTimer(_ => Remove(name), null, Deletion, Timeout.InfiniteTimeSpan);
        }
    }

    /// <param name="group">Null for the group <c>default</c>.</param>
    public ScheduleRecord Get(string? group, string name) => _schedules.GetValueOrDefault(_arns.Schedule(group ?? Default, name)) ?? throw NotFound($"Schedule {name} does not exist.");

    /// <param name="body">The members of CreateSchedule.</param>
    public ScheduleRecord Create(JsonObject body)
    {
        var schedule = ScheduleReader.Read(body, _arns, _time.GetUtcNow());
        if (Group(schedule.Group).DeletedAt is not null)
        {
            throw Conflict($"Schedule group {schedule.Group} is being deleted.");
        }

        if (!_schedules.TryAdd(schedule.Arn, schedule))
        {
            throw Conflict($"Schedule {schedule.Name} already exists.");
        }

        _runner.Watch(schedule, Delete, isNew: true);
        return schedule;
    }

    /// <summary>Replaces the whole schedule.</summary>
    public ScheduleRecord Update(JsonObject body)
    {
        var read = ScheduleReader.Read(body, _arns, _time.GetUtcNow());
        var schedule = read with { CreatedAt = Get(read.Group, read.Name).CreatedAt };
        _schedules[schedule.Arn] = schedule;
        _runner.Watch(schedule, Delete);
        return schedule;
    }

    /// <param name="group">Null for the group <c>default</c>.</param>
    public void Delete(string? group, string name)
    {
        var schedule = Get(group, name);
        _runner.Forget(schedule.Arn);
        _schedules.TryRemove(schedule.Arn, out _);
    }

    private void Remove(string name)
    {
        foreach (var schedule in All.Where(s => s.Group == name))
        {
            Delete(name, schedule.Name);
        }

        _groups.TryRemove(name, out _);
        if (_deletions.TryRemove(name, out var timer))
        {
            timer.Dispose();
        }
    }

    private static AwsErrorException NotFound(string message) => new("ResourceNotFoundException", message, StatusCodes.Status404NotFound);

    private static AwsErrorException Conflict(string message) => new("ConflictException", message, StatusCodes.Status409Conflict);
}
