using System.Collections.Immutable;

namespace Dashboard.Sandbox.Rules;

/// <summary>The rules in their order; the first that fits decides.</summary>
internal sealed class TaskRules
{
    private ImmutableList<TaskRule> _rules = [];

    public IReadOnlyList<TaskRule> All => _rules;

    public void Add(IEnumerable<TaskRule> rules) => ImmutableInterlocked.Update(ref _rules, (all, more) => all.AddRange(more), rules);

    public void Clear() => _rules = [];

    /// <summary>Asked when no rule fits; null leaves the command's own doing.</summary>
    public Func<TaskOrigin, TaskRule?>? Otherwise { get; set; }

    public TaskRule? For(TaskOrigin origin) => _rules.Find(r => r.Fits(origin)) ?? Otherwise?.Invoke(origin);
}
