namespace Dashboard.Sandbox.Ecs;

/// <summary>What a command does: its lines, how long it runs, and its exit code.</summary>
internal sealed record ScriptRun(IReadOnlyList<ScriptLine> Lines, TimeSpan Duration, int ExitCode);
