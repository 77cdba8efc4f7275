using System.Collections.Immutable;
using System.Globalization;
using Dashboard.Aws.StepFunctions;
using Dashboard.Domain.Executions;
using Dashboard.Domain.StateMachines.Asl;
using Dashboard.Domain.Tasks;
using Dashboard.Features.Executions;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Dashboard.Web.Tests.Features.Executions;

/// <summary>Values for tests of the execution page.</summary>
internal static class Some
{
    public const string Arn = "arn:aws:states:ap-northeast-1:123456789012:execution:Pare:nightly-0412";

    public static readonly DateTimeOffset Start = new(2026, 11, 23, 3, 0, 0, TimeSpan.FromHours(9));

    /// <summary>Two branches of one task each, a judgement and a follow-up that may be skipped.</summary>
    public const string Parallel = """
        {"StartAt":"並列ジョブ","States":{
          "並列ジョブ":{"Type":"Parallel","Next":"判定","Catch":[{"ErrorEquals":["States.ALL"],"Next":"異常終了"}],"Branches":[
            {"StartAt":"先行①","States":{"先行①":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true}}},
            {"StartAt":"先行②","States":{"先行②":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","Catch":[{"ErrorEquals":["States.ALL"],"Next":"②999"}],"End":true},"②999":{"Type":"Pass","End":true}}}]},
          "判定":{"Type":"Choice","Choices":[{"Variable":"$[0].ExitCode","NumericEquals":0,"Next":"後続"}],"Default":"異常終了"},
          "後続":{"Type":"Task","Resource":"arn:aws:states:::ecs:runTask.sync","End":true},
          "異常終了":{"Type":"Fail"}}}
        """;

    /// <summary>The words of the page in a language.</summary>
    public static ViewWords Words(string culture = "en")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture;
        return new ViewWords(new StringLocalizer<ExecutionWords>(Localizers()), new StringLocalizer<Words>(Localizers()));
    }

    public static ResourceManagerStringLocalizerFactory Localizers() => new(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance);

    public static StateVisit Visit(long id, string name, Outcome outcome = Outcome.Normal, StateType type = StateType.Task, int seconds = 60) => new()
    {
        EnteredId = id,
        Name = name,
        Type = type,
        Outcome = outcome,
        EnteredAt = Start,
        EndedAt = outcome == Outcome.Running ? null : Start.AddSeconds(seconds),
    };

    public static TaskAttempt Attempt(int number, Outcome outcome, int? exitCode, string? reason = null, string? stopCode = null) => new(
        number, 100 + number, "ecs:runTask.sync", Start, outcome == Outcome.Running ? null : Start.AddSeconds(60), "{}", null,
        new TaskOutcome
        {
            Outcome = outcome,
            ExitCode = exitCode,
            Container = "app",
            Task = new EcsTask { TaskArn = $"arn:aws:ecs:ap-northeast-1:123456789012:task/batch/t{number}", StopCode = stopCode, Containers = [new ContainerExit("app", exitCode, reason, "repo/app:1", null, null)] },
        });

    public static StateVisit With(this StateVisit visit, params TaskAttempt[] attempts) => visit with { Attempts = [.. attempts] };

    public static ExecutionSnapshot Snapshot(ExecutionStatus status, Outcome outcome, params StateVisit[] visits) => new()
    {
        Status = status,
        Outcome = outcome,
        WorstSoFar = outcome,
        StartedAt = Start,
        EndedAt = status == ExecutionStatus.Running ? null : Start.AddMinutes(12),
        Visits = [.. visits],
    };

    public static ExecutionPicture Picture(ExecutionSnapshot snapshot, string definition = Parallel) => new()
    {
        Detail = new ExecutionDetail(Arn, "arn:aws:states:ap-northeast-1:123456789012:stateMachine:Pare", "nightly-0412", snapshot.Status, Start, snapshot.EndedAt, """{"day":"2026-11-23"}""", null, null, null, 0, null, null, null),
        Snapshot = snapshot,
        Events = [],
        Definition = AslReader.Read(definition),
        Policy = ExitCodePolicy.Default,
        AsOf = Start.AddMinutes(6).AddSeconds(12),
    };

    /// <summary>Branch ② failed softly with 1 and was shown as 999; the execution ended in SUCCEEDED.</summary>
    public static ExecutionSnapshot HiddenFailure()
    {
        var inside = (StateVisit v, int branch) => v with { ParentVisit = 2, BranchIndex = branch };
        return Snapshot(
            ExecutionStatus.Succeeded,
            Outcome.Abnormal,
            Visit(2, "並列ジョブ", Outcome.Abnormal, StateType.Parallel, 372) with
            {
                Branches =
                [
                    new BranchOutcome(0, "先行①", Outcome.Normal, 0, 4, "先行①", null, Start, Start.AddSeconds(241)),
                    new BranchOutcome(1, "先行②", Outcome.Abnormal, 1, 5, "先行②", "999", Start, Start.AddSeconds(372)),
                ],
            },
            inside(Visit(4, "先行①", seconds: 241), 0).With(Attempt(1, Outcome.Normal, 0)),
            inside(Visit(5, "先行②", Outcome.Abnormal, seconds: 372), 1).With(Attempt(1, Outcome.Abnormal, 1), Attempt(2, Outcome.Abnormal, 1)) with { Caught = true },
            inside(Visit(20, "②999", type: StateType.Pass, seconds: 0), 1) with { PreviousVisit = 5 },
            Visit(30, "判定", type: StateType.Choice, seconds: 0) with { PreviousVisit = 2 },
            Visit(32, "後続") with { PreviousVisit = 30 }) with
        {
            ExitCode = 1,
            Failing = new FailingJob(5, "先行②", Outcome.Abnormal, 1, "app", 1, "999", "States.TaskFailed", null, ["先行②", "②999", "判定", "後続"]),
        };
    }
}
