namespace Dashboard.Sandbox.StepFunctions;

/// <param name="Weight">Percent of the executions that the version gets.</param>
internal sealed record AliasRoute(string VersionArn, int Weight);
