namespace Dashboard.Sandbox.Ecs;

/// <summary>Who looks at a task: the same facts come in three shapes.</summary>
internal enum TaskView
{
    /// <summary>The ECS API: camel case, seconds.</summary>
    Api,

    /// <summary>Step Functions showing the answer of RunTask: Pascal case, milliseconds, empty lists written out.</summary>
    Submitted,

    /// <summary>Step Functions showing the stopped task, which comes from EventBridge and differs in small things.</summary>
    Stopped,
}
