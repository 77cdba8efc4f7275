using System.Net;
using Amazon.Runtime;
using Dashboard.Domain.Audit;

namespace Dashboard.Aws;

/// <summary>The one road of every call to AWS: it waits for the budget, asks, and turns every kind of failure into an <see cref="AwsRequestException"/>.</summary>
public sealed class AwsCalls(CallBudget budget)
{
    /// <summary>Asks AWS.</summary>
    /// <param name="operation">The API's name, which is also the name of its budget.</param>
    /// <exception cref="AwsRequestException">AWS said no, or nothing.</exception>
    public async Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        await budget.TakeAsync(operation, cancellationToken);
        try
        {
            return await call(cancellationToken);
        }
        catch (AmazonServiceException e)
        {
            throw new AwsRequestException(Kind(e), operation, e.ErrorCode, e.Message, e, e.RequestId);
        }
        catch (AmazonClientException e)
        {
            // No credentials or no region: it was never sent.
            throw new AwsRequestException(AwsFailure.Denied, operation, null, e.Message, e);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AwsRequestException(AwsFailure.Unreachable, operation, null, e.Message, e);
        }
    }

    /// <summary>Asks AWS to change something, and notes on the ticket under which id AWS took or refused it.</summary>
    /// <exception cref="AwsRequestException">AWS said no, or nothing.</exception>
    public async Task<T> ChangeAsync<T>(AuditTicket ticket, string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse
    {
        ArgumentNullException.ThrowIfNull(ticket);
        try
        {
            var answer = await CallAsync(operation, call, cancellationToken);
            ticket.Answered(answer.ResponseMetadata?.RequestId);
            return answer;
        }
        catch (AwsRequestException e)
        {
            ticket.Answered(e.RequestId);
            throw;
        }
    }

    private static AwsFailure Kind(AmazonServiceException e) => e.ErrorCode switch
    {
        // An answer that is not AWS's: a proxy's page, a truncated body.
        _ when e is AmazonUnmarshallingException => AwsFailure.Unreachable,
        "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "RequestLimitExceeded" => AwsFailure.Throttled,
        "AccessDeniedException" or "AccessDenied" or "UnrecognizedClientException" or "InvalidSignatureException" or "ExpiredTokenException"
            or "ExpiredToken" or "MissingAuthenticationToken" or "InvalidClientTokenId" or "IncompleteSignature" or "NotAuthorized" => AwsFailure.Denied,
        "ConflictException" or "ExecutionAlreadyExists" => AwsFailure.Conflict,
        "ExecutionDoesNotExist" or "StateMachineDoesNotExist" or "ResourceNotFoundException" or "ResourceNotFound" or "ClusterNotFoundException" => AwsFailure.NotFound,
        _ => e.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => AwsFailure.Throttled,
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => AwsFailure.Denied,
            HttpStatusCode.NotFound => AwsFailure.NotFound,
            HttpStatusCode.Conflict => AwsFailure.Conflict,
            >= HttpStatusCode.InternalServerError => AwsFailure.Unreachable,
            HttpStatusCode.BadRequest => AwsFailure.Refused,
            _ => AwsFailure.Unknown,
        },
    };
}
