using Dashboard.Actions;
using Dashboard.Aws.StepFunctions;
using Dashboard.Live;
using Dashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Dashboard.Features.Executions.Changes;

/// <summary>Asks what to rerun with and why, then does it and goes to the new execution.</summary>
public sealed partial class RerunDialog : ComponentBase
{
    private string _input = "";
    private string _reason = "";
    private bool _edited;
    private bool _starting;
    private string? _failure;

    [Parameter, EditorRequired]
    public required ExecutionPicture Picture { get; set; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private ExecutionActions Actions { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IStringLocalizer<ExecutionWords> L { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    private string? InputProblem => _edited ? RerunWords.InputProblem(_input, L) : null;

    private bool CanStart => !_starting && InputProblem is null && !string.IsNullOrWhiteSpace(_reason);

    private ExecutionDetail Execution => Picture.Detail;

    protected override void OnInitialized() => _input = JsonCheck.Pretty(Execution.Input ?? "{}");

    private async Task StartAsync()
    {
        // A second click arrives before the disabled button does.
        if (!CanStart)
        {
            return;
        }

        (_starting, _failure) = (true, null);
        var result = await Actions.RerunAsync((await Authentication).User, new RerunRequest(Execution.Arn, _edited ? _input : null, _reason));
        if (result.IsDone)
        {
            Dialog.Close();
            Navigation.NavigateTo(ExecutionLinks.To(result.Value!));
            return;
        }

        (_starting, _failure) = (false, string.Join(' ', new[] { ActionWords.Sentence(result, W), result.Failure is null ? null : result.Detail }.OfType<string>()));
    }
}
