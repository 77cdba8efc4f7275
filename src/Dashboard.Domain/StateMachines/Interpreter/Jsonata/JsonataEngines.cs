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
        var work = new Task(() => Run(question, answers));
        var thread = new Thread(() => work.RunSynchronously(TaskScheduler.Default), StackBytes) { IsBackground = true, Name = "JSONata" };
        thread.Start();
        thread.Join();
        if (work.Exception?.InnerException is { } stopped)
        {
            answers.Add(new JsonataAnswer(null, Words(stopped)));
        }

        return answers;
    }

    private static void Run(JsonataQuestion question, List<JsonataAnswer> answers)
    {
        var engine = _idle.TryTake(out var idle) ? idle : new JsonataEngine();
        engine.Evaluate(question, answers);
        if (_idle.Count < Environment.ProcessorCount)
        {
            _idle.Add(engine);
        }
    }

    private static string Words(Exception stopped) => "threw an error during evaluation: " + stopped switch
    {
        MemoryLimitExceededException or OutOfMemoryException => "Expression evaluation memory limit exceeded: Check for excessive memory usage",
        RecursionDepthOverflowException or InsufficientExecutionStackException => "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.",
        TimeoutException => "Expression evaluation timeout: Check for infinite loop",
        _ => stopped.Message,
    };
}
