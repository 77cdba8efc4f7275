using System.Collections.Concurrent;
using Jint.Runtime;

namespace Dashboard.Domain.StateMachines.Interpreter.Jsonata;

/// <summary>The engines of the process, kept for the next expression; an engine that was stopped is thrown away.</summary>
internal static class JsonataEngines
{
    // The engine nests deeply on the native stack, and an overflow there would end the process.
    private const int StackBytes = 16 * 1024 * 1024;
    private static readonly ConcurrentBag<JsonataEngine> _idle = [];

    /// <summary>Evaluates until the first expression without a value. A hostile expression ends in a problem, whatever it does.</summary>
    public static IReadOnlyList<JsonataAnswer> Evaluate(JsonataQuestion question)
    {
        var answers = new List<JsonataAnswer>();
        if (Run(engine => engine.Evaluate(question, answers)) is { } stopped)
        {
            answers.Add(new JsonataAnswer(null, Words(stopped)));
        }

        return answers;
    }

    /// <summary>Reads expressions without evaluating them, up to the first that no engine can read; what it is shows when it runs.</summary>
    public static IReadOnlyList<JsonataReferences> Analyze(IReadOnlyList<string> expressions)
    {
        var references = new List<JsonataReferences>();
        Run(engine => references.AddRange(expressions.Select(engine.Analyze)));
        return references;
    }

    private static Exception? Run(Action<JsonataEngine> job)
    {
        var work = new Task(() =>
        {
            var engine = _idle.TryTake(out var idle) ? idle : new JsonataEngine();
            job(engine);
            if (_idle.Count < Environment.ProcessorCount)
            {
                _idle.Add(engine);
            }
        });
        var thread = new Thread(() => work.RunSynchronously(TaskScheduler.Default), StackBytes) { IsBackground = true, Name = "JSONata" };
        thread.Start();
        thread.Join();
        return work.Exception?.InnerException;
    }

    private static string Words(Exception stopped) => "threw an error during evaluation: " + stopped switch
    {
        MemoryLimitExceededException or OutOfMemoryException => "Expression evaluation memory limit exceeded: Check for excessive memory usage",
        RecursionDepthOverflowException or InsufficientExecutionStackException => "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.",
        TimeoutException => "Expression evaluation timeout: Check for infinite loop",
        _ => stopped.Message,
    };
}
