/** The methods that `ANY` stands for: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html */
export const allVerbs: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
