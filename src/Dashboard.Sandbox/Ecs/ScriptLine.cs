namespace Dashboard.Sandbox.Ecs;

/// <param name="At">From the container's start.</param>
internal sealed record ScriptLine(TimeSpan At, string Text);
