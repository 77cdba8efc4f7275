namespace Dashboard.Sandbox.StepFunctions;

/// <summary>One task of an activity, as its worker gets it.</summary>
internal sealed record ActivityTask(TaskCallback Callback, string Input);
