using System.Collections.Concurrent;
using Dashboard.Sandbox.Rules;

namespace Dashboard.Sandbox.Demo;

/// <summary>One run of the demo: how it ends, and which of its tasks decides that. The same machine at the same time always does the same.</summary>
/// <param name="Seed">Machine and time.</param>
/// <param name="Target">The task that does not end normally: its state machine and state.</param>
/// <param name="Shortest">Seconds that a task runs at least.</param>
/// <param name="Longest">Seconds that a task runs at most, but for one that times out.</param>
internal sealed record DemoRun(string Seed, DemoEnding Ending, (string Machine, string State) Target, int Shortest, int Longest)
{
    private readonly ConcurrentDictionary<string, int> _starts = new(StringComparer.Ordinal);

    /// <summary>A number that looks random and is the same for the same text.</summary>
    public static uint Dice(string text) => text.Aggregate(2_166_136_261u, (hash, c) => (hash ^ c) * 16_777_619u) >> 4;

    public TaskRule Rule(TaskOrigin origin)
    {
        var start = _starts.AddOrUpdate(origin.State, 1, (_, n) => n + 1);
        var seconds = Shortest + (Dice($"{Seed}/{origin.State}/{start}") % (Longest - Shortest));
        var normal = new TaskRule { Seconds = seconds, ExitCode = 0 };
        return (origin.StateMachine, origin.State) != Target ? normal : Ending switch
        {
            DemoEnding.Warning => normal with { ExitCode = 9, Lines = ["処理を開始します", "WARN 取込件数が前日より 31% 少なくなっています", "警告終了 (終了コード 9)"] },
            DemoEnding.Abnormal1 or DemoEnding.Hidden => normal with { ExitCode = 1, Lines = ["処理を開始します", "ERROR 入力ファイルが見つかりません: /data/in/sales.csv", "異常終了 (終了コード 1)"] },
            DemoEnding.Abnormal12 => normal with { ExitCode = 12, Lines = ["処理を開始します", "ERROR ORA-01653: 表領域 BATCH の拡張に失敗しました", "異常終了 (終了コード 12)"] },
            DemoEnding.Retried when start == 1 => normal with { ExitCode = 1, Lines = ["処理を開始します", "ERROR 接続がタイムアウトしました: db-batch:1521", "異常終了 (終了コード 1)"] },
            DemoEnding.OutOfMemory => normal with { OutOfMemory = true, Lines = ["処理を開始します", "明細を読み込んでいます: 1800000 行"] },
            DemoEnding.CannotPull => normal with { CannotPull = true },
            DemoEnding.TimedOut => normal with { Seconds = 6 * 3600, Lines = ["処理を開始します", "ロックの解放を待っています: TBL_STOCK"] },
            _ => normal,
        };
    }
}
